package io.tiktokroutes.calls;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The code of an answer, read no further than to where it stands. */
final class EnvelopeCode {

    private static final JsonFactory JSON = new JsonFactory();

    private EnvelopeCode() {}

    /**
     * Empty when the answer has none.
     *
     * @throws IOException when it is no JSON
     */
    static String of(byte[] answer) throws IOException {
        try (JsonParser in = JSON.createParser(answer)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                boolean code = in.currentName().equals("code");
                if (in.nextToken().isScalarValue() && code) {
                    return in.getText();
                }
                in.skipChildren();
            }
            return "";
        }
    }
}
