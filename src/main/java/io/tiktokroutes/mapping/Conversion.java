package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What the {@code as} of a row does to a value. */
@FunctionalInterface
interface Conversion {

    /**
     * @param value a filled value
     * @param settings the parameters of the sink
     * @return the converted value; null when nothing is left of it
     * @throws Unfit when the value is not of this kind; the message never repeats the value
     */
    JsonNode convert(JsonNode value, Map<String, String> settings) throws Unfit;
}
