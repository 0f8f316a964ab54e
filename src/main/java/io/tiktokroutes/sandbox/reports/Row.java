package io.tiktokroutes.sandbox.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One row before it is printed.
 *
 * @param names the dimensions in the order asked for
 * @param where their values, in the same order
 * @param value gives any metric as TikTok prints it, "-" when there is none
 */
record Row(List<String> names, List<String> where, UnaryOperator<String> value) {

    void write(JsonGenerator out, List<String> metrics) throws IOException {
        out.writeStartObject();
        out.writeObjectFieldStart("dimensions");
        for (int i = 0; i < names.size(); i++) {
            out.writeStringField(names.get(i), where.get(i));
        }
        out.writeEndObject();
        out.writeObjectFieldStart("metrics");
        for (String metric : metrics) {
            out.writeStringField(metric, value.apply(metric));
        }
        out.writeEndObject();
        out.writeEndObject();
    }
}
