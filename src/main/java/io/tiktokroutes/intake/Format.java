package io.tiktokroutes.intake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Accepted;

/** The way one vendor posts events: how its bodies are read, and what its clients are answered. */
interface Format {

    /**
     * Takes a body apart.
     *
     * @throws IntakeException when nothing of it may be taken
     */
    Posted read(Request request) throws IntakeException;

    /** True when clients may write their key into the body; it is read before it is checked. */
    default boolean keyInBody() {
        return false;
    }

    /**
     * The status this vendor's clients know, for ours: 202 taken, 401 no key, 403 a wrong key, 413
     * too large and so on.
     */
    default int status(int ours) {
        return ours == 403 ? 401 : ours;
    }

    /** The answer when the records are committed. */
    default ObjectNode taken(Posted posted, Accepted accepted) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("accepted", accepted.accepted())
                .put("duplicates", accepted.duplicates());
    }

    /** The answer when nothing was taken. */
    default ObjectNode refusal(int status, String words) {
        return JsonNodeFactory.instance.objectNode().put("error", words);
    }
}
