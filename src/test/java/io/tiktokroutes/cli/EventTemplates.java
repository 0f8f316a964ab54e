package io.tiktokroutes.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream of Commanders Act events, each with an id of its own, at next to no cost: the bytes of a
 * file's lines, in which a few digits are written anew.
 */
final class EventTemplates {

    private static final String HIT = "6f1d0f0e-8a51-4c1f-9a53-";
    private static final int HIT_DIGITS = 12;
    private static final String TRANSACTION = "\"id\":\"O_";
    private static final int TRANSACTION_DIGITS = 9;
    private static final String TIME = "\"event_timestamp\":";
    private static final int TIME_DIGITS = 13;

    /** One line and where its digits stand; -1 where it has none. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Template(byte[] text, int hit, int transaction, int time, boolean sent) {}

    private final List<Template> templates = new ArrayList<>();

    /**
     * @param file what {@code bench/CommandersActNdjson.java} prints
     */
    EventTemplates(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            int transaction = line.indexOf(TRANSACTION);
            templates.add(
                    new Template(
                            line.getBytes(StandardCharsets.UTF_8),
                            line.indexOf(HIT) + HIT.length(),
                            transaction < 0 ? -1 : transaction + TRANSACTION.length(),
                            line.indexOf(TIME) + TIME.length(),
                            !line.contains("loyalty_card_scanned")
                                    && !line.contains("no address")));
        }
    }

    /** True when this event is one that TikTok gets: mapped, and with nothing wrong. */
    boolean isSent(long number) {
        return template(number).sent();
    }

    /** The event's id at TikTok. */
    String idAtTikTok(long number) {
        return template(number).transaction() < 0
                ? HIT + digits(number, HIT_DIGITS)
                : "O_" + digits(number, TRANSACTION_DIGITS);
    }

    /** One event, or several as {@code {"batch":[…]}}. */
    byte[] body(long first, int count) {
        int length = 0;
        for (int i = 0; i < count; i++) {
            length += template(first + i).text().length + 1;
        }
        byte[] head = count == 1 ? new byte[0] : "{\"batch\":[".getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[count == 1 ? length - 1 : head.length + length - 1 + 2];
        System.arraycopy(head, 0, body, 0, head.length);
        long now = System.currentTimeMillis();
        int at = head.length;
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                body[at++] = ',';
            }
            at = write(template(first + i), first + i, now, body, at);
        }
        if (count > 1) {
            body[at++] = ']';
            body[at] = '}';
        }
        return body;
    }

    private static int write(Template template, long number, long now, byte[] body, int at) {
        System.arraycopy(template.text(), 0, body, at, template.text().length);
        put(body, at + template.hit(), number, HIT_DIGITS);
        put(body, at + template.time(), now, TIME_DIGITS);
        if (template.transaction() >= 0) {
            put(body, at + template.transaction(), number, TRANSACTION_DIGITS);
        }
        return at + template.text().length;
    }

    private static void put(byte[] body, int at, long number, int digits) {
        long rest = number;
        for (int i = digits - 1; i >= 0; i--) {
            body[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static String digits(long number, int digits) {
        byte[] text = new byte[digits];
        put(text, 0, number, digits);
        return new String(text, StandardCharsets.US_ASCII);
    }

    private Template template(long number) {
        return templates.get((int) (number % templates.size()));
    }
}
