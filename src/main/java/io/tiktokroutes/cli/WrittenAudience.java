package io.tiktokroutes.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * An audience destination as a route file has it.
 *
 * @param kind {@code segment} or {@code file}, as the tables call it
 * @param parameters all of the kamelet, with defaults and settings filled in
 */
record WrittenAudience(String destination, String kind, Map<String, String> parameters) {

    /** The ad accounts. */
    List<String> advertisers() {
        String written =
                parameters.getOrDefault("advertiser", parameters.getOrDefault("advertisers", ""));
        return Arrays.stream(written.split("[,\\s]+")).filter(id -> !id.isEmpty()).toList();
    }

    /** Its name; or {@code id:} and its id. */
    String audience() {
        String id = parameters.getOrDefault("audienceId", "");
        return id.isEmpty() ? parameters.getOrDefault("audience", "") : "id:" + id;
    }

    /** For files; empty otherwise. */
    String matchField() {
        return parameters.getOrDefault("matchField", "");
    }

    boolean isFile() {
        return kind.equals("file");
    }
}
