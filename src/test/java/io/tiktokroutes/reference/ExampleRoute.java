package io.tiktokroutes.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A route that shows how a kamelet is used: a shipped one where there is one.
 *
 * @param file where it stands, from the root of the project; empty when it was made up
 * @param yaml the route, with a line end at its end
 */
record ExampleRoute(String file, String yaml) {

    /** The shortest route of the folder that uses the kamelet, or one that would. */
    static ExampleRoute of(Kamelet kamelet, Path routes) throws IOException {
        ExampleRoute shortest = null;
        for (Path file : files(routes)) {
            String text = Files.readString(file);
            for (String route : YamlText.of(text).items(text, ExampleRoute::item)) {
                boolean shorter = shortest == null || route.length() < shortest.yaml().length();
                if (shorter && uses(route, kamelet.name())) {
                    String name = routes.getFileName() + "/" + routes.relativize(file);
                    shortest = new ExampleRoute(name.replace('\\', '/'), route);
                }
            }
        }
        return shortest == null ? new ExampleRoute("", madeUp(kamelet)) : shortest;
    }

    /** The route files of the folder and below, by name. */
    static List<Path> files(Path routes) throws IOException {
        try (Stream<Path> files = Files.walk(routes)) {
            return files.filter(f -> f.toString().endsWith(".camel.yaml")).sorted().toList();
        }
    }

    private static boolean uses(String route, String kamelet) {
        return Pattern.compile("kamelet:" + Pattern.quote(kamelet) + "(?![\\w-])")
                .matcher(route)
                .find();
    }

    /** An item of a list as a list of its own, without the comment of the one that follows. */
    private static String item(String text) {
        return "- " + text.replaceFirst("(\\s*\n\\s*#[^\n]*)*\\s*$", "") + "\n";
    }

    private static String madeUp(Kamelet kamelet) {
        List<String> lines = new ArrayList<>();
        boolean source = kamelet.type().equals("source");
        lines.add("- route:");
        lines.add("    id: example");
        lines.add("    from:");
        if (source) {
            parameters(kamelet, "      ", lines);
            lines.add("      steps:");
            lines.add("        - to:");
            lines.add("            uri: inbox:example");
        } else {
            lines.add("      uri: inbox:example");
            lines.add("      steps:");
            lines.add("        - to:");
            parameters(kamelet, "            ", lines);
        }
        return String.join("\n", lines) + "\n";
    }

    private static void parameters(Kamelet kamelet, String indent, List<String> lines) {
        lines.add(indent + "uri: kamelet:" + kamelet.name());
        List<Kamelet.Parameter> required =
                kamelet.parameters().stream().filter(Kamelet.Parameter::required).toList();
        if (!required.isEmpty()) {
            lines.add(indent + "parameters:");
        }
        for (Kamelet.Parameter each : required) {
            lines.add(indent + "  " + each.name() + ": \"" + value(each) + "\"");
        }
    }

    private static String value(Kamelet.Parameter parameter) {
        String choice = parameter.choices().isEmpty() ? "…" : parameter.choices().get(0);
        String value = parameter.example().isEmpty() ? choice : parameter.example();
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
