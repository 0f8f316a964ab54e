package io.tiktokroutes.lint;

import io.tiktokroutes.spelling.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/** Tells whether a value that a file gives can be what is wanted. */
public final class Values {

    /** What a cron expression looks like, for messages. */
    public static final String CRON =
            "this is no cron expression; write seconds, minutes, hours, day, month and weekday,"
                    + " such as 0 */5 * * * ?";

    private static final Pattern DURATION =
            Pattern.compile(
                    "-?\\d+|(?:\\d+(?:ms|millis|milliseconds?|s|secs?|seconds?|m|mins?|minutes?"
                            + "|h|hours?|d|days?))+",
                    Pattern.CASE_INSENSITIVE);

    private Values() {}

    /** True when only the running program knows the value. */
    public static boolean isOpen(String value) {
        return value == null
                || value.contains("{{")
                || value.contains("${")
                || value.startsWith("#")
                || value.startsWith("RAW(");
    }

    /** True for a Quartz cron expression; in a URI its blanks may be plus signs. */
    public static boolean isCron(String value) {
        return CronExpression.isValidExpression(value.replace('+', ' ').strip());
    }

    /** True for milliseconds, and for 5s or 1h30m; Camel takes anything else for no time at all. */
    static boolean isDuration(String value) {
        return DURATION.matcher(value.strip()).matches();
    }

    /**
     * What is wrong with a value, if anything.
     *
     * @param name of the parameter
     * @param value null when it is no single value
     * @param type as kamelets and components declare it; unknown ones take anything
     * @param choices the only values it takes; empty when it takes any
     * @param secret true when the value may not be shown
     */
    public static Optional<String> wrong(
            String name, String value, String type, List<String> choices, boolean secret) {
        if (isOpen(value)) {
            return Optional.empty();
        }
        String is = secret ? name + " cannot be that" : name + " is '" + value + "'";
        if (!choices.isEmpty()) {
            return choices.stream().anyMatch(choice -> isSame(choice, value))
                    ? Optional.empty()
                    : Optional.of(is + Spelling.hintOrAll(value, choices));
        }
        return switch (type) {
            case "integer" -> unless(value.strip().matches("[+-]?\\d{1,18}"), is, "a whole number");
            case "number" -> unless(value.strip().matches("[+-]?\\d+(\\.\\d+)?"), is, "a number");
            case "boolean" -> unless(value.strip().matches("(?i)true|false"), is, "true or false");
            case "duration" ->
                    unless(isDuration(value), is, "milliseconds, or a length of time such as 5s");
            default -> Optional.empty();
        };
    }

    private static Optional<String> unless(boolean good, String is, String expected) {
        return good ? Optional.empty() : Optional.of(is + "; write " + expected);
    }

    /** Camel takes InOut, in-out and INOUT alike. */
    private static boolean isSame(String choice, String value) {
        return choice.replaceAll("[-_]", "").equalsIgnoreCase(value.replaceAll("[-_]", ""));
    }
}
