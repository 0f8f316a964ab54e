package io.tiktokroutes.schema;

import java.util.List;

/**
 * What a schema says about a place for people and for us: no payload is refused for it.
 *
 * @param reason the code when something else stands there
 * @param missing the code when nothing stands there
 * @param must completes "it must …" in place of what the keywords say; may be empty
 * @param examples texts that fit
 */
record Notes(
        String description,
        String reason,
        String missing,
        String must,
        boolean personal,
        boolean hashed,
        List<String> examples) {

    static final String USUAL = "MALFORMED";

    static final Notes NONE = new Notes("", USUAL, USUAL, "", false, false, List.of());
}
