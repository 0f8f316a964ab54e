package io.tiktokroutes.calls;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Copies JSON without what must not be seen, piece by piece and never as a tree, and no further
 * than a bound.
 */
final class MaskedJson {

    /**
     * What came of it.
     *
     * @param bytes the copy
     * @param top the plain values of the outermost object, masked
     * @param longest how many elements the longest list right below the root has
     * @param leftOut how many elements of such lists are not in the copy
     * @param hidden the values that are not in it
     */
    record Copy(byte[] bytes, Map<String, String> top, int longest, int leftOut, Echoes hidden) {

        String top(String field) {
            return top.getOrDefault(field, "");
        }
    }

    private static final JsonFactory JSON = new JsonFactory();

    private final int most;
    private final Echoes sent;
    private final Echoes hidden = new Echoes();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    private final Map<String, String> top = new HashMap<>();
    private JsonParser in;
    private JsonGenerator copy;
    private int longest;
    private int leftOut;

    private MaskedJson(int most, Echoes sent) {
        this.most = most;
        this.sent = sent;
    }

    /**
     * @param most bytes of the copy; what stands behind is left out
     * @param sent what sentences in it must not repeat
     * @throws IOException when it is no JSON
     */
    static Copy of(byte[] json, int most, Echoes sent) throws IOException {
        return new MaskedJson(most, sent).copy(json);
    }

    private Copy copy(byte[] json) throws IOException {
        try (JsonParser parser = JSON.createParser(json);
                JsonGenerator generator = JSON.createGenerator(out)) {
            in = parser;
            copy = generator;
            if (in.nextToken() == null) {
                throw new IOException("nothing");
            }
            value("", false, 0);
        }
        return new Copy(out.toByteArray(), top, longest, leftOut, hidden);
    }

    private boolean isFull() {
        return out.size() >= most;
    }

    /**
     * @param depth of lists and objects around it
     */
    private void value(String field, boolean personal, int depth) throws IOException {
        switch (in.currentToken()) {
            case START_OBJECT -> object(personal, depth);
            case START_ARRAY -> list(field, personal, depth);
            case VALUE_STRING -> text(shown(field, personal, in.getText()), field, depth);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                if (personal || !Discretion.isHarmless(field)) {
                    text(Discretion.HIDDEN, field, depth);
                } else {
                    note(field, in.getText(), depth);
                    copy.copyCurrentEvent(in);
                }
            }
            default -> copy.copyCurrentEvent(in);
        }
    }

    private String shown(String field, boolean personal, String text) {
        boolean words = !personal && Discretion.isWords(field);
        String shown = Discretion.shown(field, personal, words ? sent.hiddenIn(text) : text);
        if (shown.equals(Discretion.HIDDEN)) {
            hidden.add(text);
        }
        return shown;
    }

    private void text(String shown, String field, int depth) throws IOException {
        note(field, shown, depth);
        copy.writeString(shown);
    }

    private void note(String field, String shown, int depth) {
        if (depth == 1) {
            top.put(field, shown);
        }
    }

    private void object(boolean personal, int depth) throws IOException {
        copy.writeStartObject();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            in.nextToken();
            if (isFull()) {
                in.skipChildren();
                continue;
            }
            copy.writeFieldName(Discretion.isOfSomebody(field) ? Discretion.HIDDEN : field);
            value(field, personal || Discretion.isPersonal(field), depth + 1);
        }
        copy.writeEndObject();
    }

    private void list(String field, boolean personal, int depth) throws IOException {
        copy.writeStartArray();
        int elements = 0;
        int skipped = 0;
        while (in.nextToken() != JsonToken.END_ARRAY) {
            elements++;
            if (isFull()) {
                in.skipChildren();
                skipped++;
            } else {
                // the elements of a list at the root are no values of the root
                value(field, personal, depth + 2);
            }
        }
        copy.writeEndArray();
        if (depth <= 1) {
            longest = Math.max(longest, elements);
            leftOut += skipped;
        }
    }
}
