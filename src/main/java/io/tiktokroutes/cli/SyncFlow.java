package io.tiktokroutes.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * A sync: one route from {@code kamelet:warehouse-source}, as its file has it.
 *
 * @param name the parameter name, under which its runs stand
 * @param flow the route's id
 * @param file where it stands
 * @param draft true for one in a folder that does not run
 * @param destinations where its rows go, as far as the files of its folder tell
 * @param parameters all of the kamelet, with defaults and settings filled in
 */
record SyncFlow(
        String name,
        String flow,
        Path file,
        boolean draft,
        Set<String> destinations,
        Map<String, String> parameters) {

    /** Empty when it is not set and has no default. */
    String parameter(String parameter) {
        return parameters.getOrDefault(parameter, "");
    }

    /** The name of the model's file, or the word SQL for one that stands in the route. */
    String model() {
        String model = parameter("model").strip();
        return model.chars().anyMatch(Character::isWhitespace) ? "SQL" : model;
    }
}
