package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a {@code when} asks of a record. It never fails: what can not be compared does not hold. */
sealed interface Condition {

    /**
     * @param record what came in
     * @param out what the rows have written so far
     */
    boolean holds(Reading record, ObjectNode out);

    /** The columns of the new payload it looks at. */
    static List<FieldPath> columnsOf(Condition condition) {
        if (condition instanceof Written written) {
            return List.of(written.column());
        }
        List<Condition> inside =
                condition instanceof All all
                        ? all.conditions()
                        : condition instanceof Any any ? any.conditions() : List.of();
        return inside.stream().flatMap(each -> columnsOf(each).stream()).toList();
    }

    /** Every one of them holds. */
    record All(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(Reading record, ObjectNode out) {
            for (Condition condition : conditions) {
                if (!condition.holds(record, out)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** One of them holds. */
    record Any(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(Reading record, ObjectNode out) {
            for (Condition condition : conditions) {
                if (condition.holds(record, out)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** What stands at a place of the record passes the test. */
    record Given(Origin origin, Test test) implements Condition {
        @Override
        public boolean holds(Reading record, ObjectNode out) {
            return test.passes(origin.read(record, null), record.settings());
        }
    }

    /** What the rows above wrote into a column passes the test. */
    record Written(FieldPath column, Test test) implements Condition {
        @Override
        public boolean holds(Reading record, ObjectNode out) {
            return test.passes(column.in(out), record.settings());
        }
    }

    /** A constant passes a test that depends on the sink. */
    record Constant(JsonNode value, Test test) implements Condition {
        @Override
        public boolean holds(Reading record, ObjectNode out) {
            return test.passes(value, record.settings());
        }
    }

    /** Known since the file was read. */
    record Decided(boolean holds) implements Condition {
        @Override
        public boolean holds(Reading record, ObjectNode out) {
            return holds;
        }
    }

    /** One test of a value; the value may be null. */
    interface Test {
        boolean passes(JsonNode value, Map<String, String> settings);

        /** True when the answer depends on the parameters of the sink. */
        default boolean usesSettings() {
            return false;
        }
    }

    /** The other test does not pass. */
    record Not(Test test) implements Test {
        @Override
        public boolean passes(JsonNode value, Map<String, String> settings) {
            return !test.passes(value, settings);
        }

        @Override
        public boolean usesSettings() {
            return test.usesSettings();
        }
    }

    /** There is a value, or there is none. */
    record Present(boolean wanted) implements Test {
        @Override
        public boolean passes(JsonNode value, Map<String, String> settings) {
            return Values.filled(value) == wanted;
        }
    }

    /**
     * The value is one of these; of a list, one of its items is.
     *
     * @param texts the values as texts
     * @param settings parameters of the sink whose values count, too
     */
    record Is(Set<String> texts, List<String> settings) implements Test {
        @Override
        public boolean passes(JsonNode value, Map<String, String> given) {
            if (!Values.filled(value)) {
                return false;
            }
            if (!value.isArray()) {
                return fits(Values.text(value), given);
            }
            for (JsonNode item : value) {
                if (fits(Values.text(item), given)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean usesSettings() {
            return !settings.isEmpty();
        }

        private boolean fits(String text, Map<String, String> given) {
            if (text == null) {
                return false;
            }
            for (String setting : settings) {
                if (text.equals(given.get(setting))) {
                    return true;
                }
            }
            return texts.contains(text);
        }
    }

    /** The value, a number or a text that is one, compares like this. */
    record Compares(Comparison comparison, BigDecimal with) implements Test {
        @Override
        public boolean passes(JsonNode value, Map<String, String> given) {
            BigDecimal number = value == null ? null : Numbers.plain(value);
            return number != null && comparison.holds(number.compareTo(with));
        }
    }

    /** How a number may compare; the words are those of a mapping file. */
    enum Comparison {
        ABOVE("above"),
        AT_LEAST("at-least"),
        BELOW("below"),
        AT_MOST("at-most");

        private final String word;

        Comparison(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        boolean holds(int sign) {
            return switch (this) {
                case ABOVE -> sign > 0;
                case AT_LEAST -> sign >= 0;
                case BELOW -> sign < 0;
                case AT_MOST -> sign <= 0;
            };
        }
    }
}
