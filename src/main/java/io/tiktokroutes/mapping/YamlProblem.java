package io.tiktokroutes.mapping;

import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Says in plain words what the YAML parser stumbled over. */
final class YamlProblem {

    private YamlProblem() {}

    static String of(MarkedYAMLException e) {
        String problem = String.valueOf(e.getProblem());
        String context = String.valueOf(e.getContext());
        if (problem.contains("TAB")) {
            return "a tab stands here; indent with blanks";
        }
        if (problem.contains("<stream end>")) {
            return "the file ends too early; a bracket or a quote above is not closed";
        }
        if (problem.contains("cannot start any token") || problem.contains("entries are not")) {
            return "text that begins like this stands in quotes";
        }
        if (context.contains("flow mapping") || context.contains("flow sequence")) {
            return "a comma or a closing bracket is missing before this; between { } a path with []"
                    + " and a {{name}} stand in quotes";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "this ':' is one too many, or the line is indented wrongly; put text with ': '"
                    + " in quotes";
        }
        if (problem.contains("expected <block end>")) {
            return "the line is indented differently from the ones above it; align them";
        }
        if (problem.contains("another document") || context.contains("single document")) {
            return "a second document (---) begins here; keep one per file";
        }
        return "this is no YAML: " + problem.replaceAll("\\s+", " ");
    }

    /** The few mistakes that the parser tells without a place. */
    static String withoutPlace(YAMLException e) {
        String problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        if (problem.contains("aliases")) {
            return "the file has an alias (*name) of a list or table; write it out";
        }
        return problem.contains("Nesting Depth")
                ? "lists or tables are nested more than 50 deep; write them flatter"
                : "this is no YAML: " + problem;
    }
}
