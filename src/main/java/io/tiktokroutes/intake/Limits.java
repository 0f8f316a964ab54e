package io.tiktokroutes.intake;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How large a vendor lets its requests be.
 *
 * @param part bytes of one event, or of one batch where batches are posted
 * @param request bytes of the whole body
 * @param parts how many may be posted at once
 */
record Limits(int part, int request, int parts) {

    /** Only the bound that holds for all bodies. */
    static final Limits NONE = new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    void checkRequest(byte[] body) throws IntakeException {
        if (body.length > request) {
            throw new IntakeException(
                    413,
                    "the body is larger than %d KB; nothing was taken".formatted(request / 1024));
        }
    }

    /** False for a part that is too large; the body is given because its length mostly decides. */
    boolean holdFor(JsonNode node, byte[] body) {
        return body.length <= part || JsonRoots.bytes(node) <= part;
    }
}
