package io.tiktokroutes.routefile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One {@code *.kamelet.yaml}: its parameters as declared, and the template that uses them. */
public final class KameletFile {

    /** How the name of a kamelet's file ends. */
    public static final String SUFFIX = ".kamelet.yaml";

    /**
     * A declared parameter.
     *
     * @param at where its name stands
     * @param type such as string, integer or boolean; empty when not said
     * @param format such as password; empty when not said
     * @param description empty when not said
     * @param fallback the default; null when there is none
     * @param fallbackAt where the default stands
     * @param choices the only values it takes; empty when it takes any
     * @param required true when a route must set it
     */
    public record Parameter(
            String name,
            Position at,
            String type,
            String format,
            String description,
            String fallback,
            Position fallbackAt,
            List<String> choices,
            boolean required) {}

    private final String file;
    private final Contents template = new Contents();
    private final Contents declarations = new Contents();
    final Map<String, Parameter> parameters = new LinkedHashMap<>();
    final Map<String, Position> required = new LinkedHashMap<>();
    String name = "";
    String description = "";
    Position nameAt = Position.START;

    private KameletFile(String file) {
        this.file = file;
    }

    /**
     * @param file how messages call it
     * @throws RouteFileException when it is no kamelet
     */
    public static KameletFile parse(String file, String text) throws RouteFileException {
        KameletFile kamelet = new KameletFile(file);
        new KameletReader(kamelet, text).read();
        return kamelet;
    }

    public String file() {
        return file;
    }

    /** The name it gives itself, which must be the one of its file. */
    public String name() {
        return name;
    }

    public Position nameAt() {
        return nameAt;
    }

    public String description() {
        return description;
    }

    /** The declared parameters by name, in the file's order. */
    public Map<String, Parameter> parameters() {
        return parameters;
    }

    /** What is listed as required, with the place of each, declared or not. */
    public Map<String, Position> required() {
        return required;
    }

    /** What stands in its template. */
    public Contents template() {
        return template;
    }

    /** What stands in its declarations, where only the defaults ask for settings. */
    public Contents declarations() {
        return declarations;
    }

    /** The endpoint options that a parameter goes into as it is, such as {@code quartz.cron}. */
    public Set<String> optionsFedBy(String parameter) {
        Set<String> options = new TreeSet<>();
        for (EndpointUse use : template.endpoints()) {
            for (EndpointUse.Parameter set : use.parameters().values()) {
                if (("{{" + parameter + "}}").equals(set.value())) {
                    options.add(use.scheme() + "." + set.name());
                }
            }
            if (use.name().equals("{{" + parameter + "}}")) {
                options.add(use.scheme() + ":");
            }
        }
        return options;
    }

    /** The parameters that go into an endpoint option as they are. */
    public List<String> feeding(String option) {
        List<String> feeding = new ArrayList<>(parameters.keySet());
        feeding.removeIf(parameter -> !optionsFedBy(parameter).contains(option));
        return feeding;
    }
}
