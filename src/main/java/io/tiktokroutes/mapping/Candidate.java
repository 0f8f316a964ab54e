package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One place a row may take its value from. */
sealed interface Candidate {

    /** What stands there, or null. */
    JsonNode read(Reading record);

    /** How a person would write it. */
    String text();

    /** The paths it looks at; none for a parameter. */
    List<FieldPath> paths();

    /**
     * A field of the payload.
     *
     * @param path as it is written
     * @param place where it is; of a path with [] where the list is
     */
    record Field(FieldPath path, Reading.Place place) implements Candidate {
        @Override
        public JsonNode read(Reading record) {
            return record.at(place);
        }

        @Override
        public String text() {
            return path.text();
        }

        @Override
        public List<FieldPath> paths() {
            return List.of(path);
        }
    }

    /** A parameter of the sink that asks for the mapping. */
    record Setting(String name) implements Candidate {
        @Override
        public JsonNode read(Reading record) {
            String value = record.settings().get(name);
            return value == null ? null : new TextNode(value);
        }

        @Override
        public String text() {
            return "settings." + name;
        }

        @Override
        public List<FieldPath> paths() {
            return List.of();
        }
    }

    /** A cookie inside a text that has the form of a Cookie header. */
    record Cookie(String name, List<FieldPath> paths, List<Reading.Place> places)
            implements Candidate {
        @Override
        public JsonNode read(Reading record) {
            for (Reading.Place place : places) {
                JsonNode header = record.at(place);
                if (header != null && header.isTextual()) {
                    String value = valueOf(name, header.textValue(), ';');
                    if (value != null && !value.isBlank()) {
                        return new TextNode(value);
                    }
                }
            }
            return null;
        }

        @Override
        public String text() {
            return "cookie " + name;
        }
    }

    /** A parameter in the query of a web address; it is decoded once. */
    record Query(String name, List<FieldPath> paths, List<Reading.Place> places)
            implements Candidate {
        @Override
        public JsonNode read(Reading record) {
            for (Reading.Place place : places) {
                JsonNode address = record.at(place);
                if (address != null && address.isTextual()) {
                    String value = decoded(valueOf(name, query(address.textValue()), '&'));
                    if (value != null && !value.isBlank()) {
                        return new TextNode(value);
                    }
                }
            }
            return null;
        }

        @Override
        public String text() {
            return "query " + name;
        }

        private static String query(String address) {
            int hash = address.indexOf('#');
            String front = hash < 0 ? address : address.substring(0, hash);
            return front.substring(front.indexOf('?') + 1);
        }

        /** An address that can not be decoded has no such parameter; that is no error. */
        private static String decoded(String value) {
            try {
                return value == null ? null : URLDecoder.decode(value, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }

    /** The value in {@code name=value} pairs; the name must fit exactly. */
    private static String valueOf(String name, String pairs, char between) {
        int start = 0;
        while (start < pairs.length()) {
            int end = pairs.indexOf(between, start);
            end = end < 0 ? pairs.length() : end;
            int equals = pairs.indexOf('=', start);
            if (equals >= 0 && equals < end && isName(name, pairs, start, equals)) {
                return pairs.substring(equals + 1, end).strip();
            }
            start = end + 1;
        }
        return null;
    }

    /** True when the name stands there, with blanks around it at most. */
    private static boolean isName(String name, String pairs, int start, int end) {
        int from = start;
        while (from < end && pairs.charAt(from) == ' ') {
            from++;
        }
        int to = end;
        while (to > from && pairs.charAt(to - 1) == ' ') {
            to--;
        }
        return to - from == name.length() && pairs.startsWith(name, from);
    }
}
