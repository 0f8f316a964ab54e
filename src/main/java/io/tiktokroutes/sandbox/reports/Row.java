package io.tiktokroutes.sandbox.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Json;
import java.util.Map;
import java.util.function.Function;

/**
 * One row before it is printed.
 *
 * @param dimensions in the order asked for
 * @param value gives any metric as TikTok prints it, "-" when there is none
 */
record Row(Map<String, String> dimensions, Function<String, String> value) {

    ObjectNode toJson(Iterable<String> metrics) {
        ObjectNode row = Json.object();
        ObjectNode where = row.putObject("dimensions");
        dimensions.forEach(where::put);
        ObjectNode what = row.putObject("metrics");
        metrics.forEach(name -> what.put(name, value.apply(name)));
        return row;
    }
}
