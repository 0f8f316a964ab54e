package io.tiktokroutes.schema;

import io.tiktokroutes.spelling.Spelling;
import java.util.ArrayList;
import java.util.List;

/** Says in plain words what does not fit; never repeats a value. */
final class Words {

    private static final int FEW = 8;

    private Words() {}

    /** {@code "properties.value must be a number"}. */
    static String wrong(Shape shape) {
        return subject(shape.path()) + " must " + must(shape);
    }

    static String missing(Shape shape) {
        return shape.path() + " is missing; it must " + must(shape);
    }

    /** For a field that is required and that the schema says nothing else about. */
    static String missing(String path) {
        return path + " is missing";
    }

    /** A field where no other may be; its name is a column of a mapping, not a value. */
    static String unknown(Shape shape, String field) {
        String path = join(shape.path(), field);
        List<String> known = new ArrayList<>();
        shape.object().fields().forEach((name, each) -> known.add(each.path()));
        return "there is no column '" + path + "'" + Spelling.hint(path, known);
    }

    /** None of the alternatives fits. */
    static String none(Shape shape) {
        List<String> names = new ArrayList<>();
        for (Shape each : shape.anyOf()) {
            if (each.object() != null && each.object().required().length > 0) {
                names.add(String.join(" and ", each.object().required()));
            }
        }
        boolean fields = names.size() == shape.anyOf().length;
        String must = fields ? "have " + or(names) : "fit one of the forms that the schema gives";
        return subject(shape.path())
                + " must "
                + (shape.notes().must().isEmpty() ? must : shape.notes().must());
    }

    /** What completes "it must". */
    static String must(Shape shape) {
        if (!shape.notes().must().isEmpty()) {
            return shape.notes().must();
        }
        List<String> parts = new ArrayList<>();
        for (Type type : Type.values()) {
            if (type.in(shape.types()) && !(type == Type.INTEGER && all(shape))) {
                parts.add(type(type, shape));
            }
        }
        return "be " + or(parts);
    }

    private static boolean all(Shape shape) {
        return Type.NUMBER.in(shape.types());
    }

    private static String type(Type type, Shape shape) {
        return switch (type) {
            case STRING -> shape.text() == null ? type.words : text(shape);
            case INTEGER, NUMBER ->
                    shape.number() == null
                            ? type.words
                            : type.words + bounds(shape.number().least(), shape.number().most());
            case ARRAY ->
                    shape.list() == null
                            ? type.words
                            : type.words + items(shape.list().least(), shape.list().most());
            default -> type.words;
        };
    }

    private static String text(Shape shape) {
        TextRule rule = shape.text();
        String examples =
                shape.notes().examples().isEmpty()
                        ? ""
                        : " such as " + or(shape.notes().examples());
        if (rule.words() != null) {
            boolean few = rule.words().size() <= FEW || examples.isEmpty();
            return few
                    ? "one of " + String.join(", ", rule.words())
                    : "one of those known," + examples;
        }
        String length =
                rule.most() < Integer.MAX_VALUE
                        ? "a text of at most " + rule.most() + " characters"
                        : rule.least() > 0 ? "a text that is not empty" : "a text";
        return rule.pattern() == null || !examples.isEmpty()
                ? length + examples
                : length + " in the form that the schema gives";
    }

    private static String bounds(Object least, Object most) {
        if (most == null) {
            return ", at least " + least;
        }
        return least == null ? ", at most " + most : " from " + least + " to " + most;
    }

    private static String items(int least, int most) {
        if (most == Integer.MAX_VALUE) {
            return least > 0 ? " of at least " + least : "";
        }
        return " of " + (least > 0 ? least + " to " : "at most ") + most;
    }

    /** {@code "a, b or c"}. */
    private static String or(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    private static String subject(String path) {
        return path.isEmpty() ? "the payload" : path;
    }

    /** The path of a field, as mapping files write it. */
    static String join(String path, String field) {
        boolean plain = !field.isEmpty();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            plain &= ".[]'\"{}".indexOf(c) < 0 && !Character.isWhitespace(c);
        }
        if (!plain) {
            return path + "['" + field.replace("'", "''") + "']";
        }
        return path.isEmpty() ? field : path + "." + field;
    }
}
