package io.tiktokroutes.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A report: one route from {@code kamelet:tiktok-report-source}, as its file has it.
 *
 * @param name the parameter name, under which days that were read are noted
 * @param flow the route's id
 * @param file where it stands
 * @param draft true for one in a folder that does not run
 * @param sinks the tables its rows are written to, each with the parameters of its sink
 * @param routes the route and those of the same file that it calls
 * @param parameters all of the kamelet, with defaults and settings filled in
 */
record ReportFlow(
        String name,
        String flow,
        Path file,
        boolean draft,
        Map<String, Map<String, String>> sinks,
        Set<String> routes,
        Map<String, String> parameters) {

    /** The tables its rows are written to. */
    Set<String> tables() {
        return sinks.keySet();
    }

    /** What a row is about: campaign, adgroup, ad or advertiser. */
    String level() {
        String level = parameter("dataLevel").toLowerCase(Locale.ROOT);
        return level.substring(level.indexOf('_') + 1);
    }

    /** Empty when it is not set and has no default. */
    String parameter(String parameter) {
        return parameters.getOrDefault(parameter, "");
    }
}
