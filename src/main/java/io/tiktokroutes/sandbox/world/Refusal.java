package io.tiktokroutes.sandbox.world;

import com.fasterxml.jackson.databind.JsonNode;

/** A call that is answered with an error code; thrown by whoever notices it first. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient JsonNode data;

    public Refusal(int code, String message) {
        this(code, message, null);
    }

    /**
     * @param code TikTok's return code; HTTP status of the answer stays 200
     * @param message the text the caller sees
     * @param data what the envelope carries besides, or null
     */
    public Refusal(int code, String message, JsonNode data) {
        super(message, null, false, false); // no stack trace: a refusal is an answer, not a fault
        this.code = code;
        this.data = data;
    }

    public int code() {
        return code;
    }

    public JsonNode data() {
        return data;
    }

    /** The generic shape of 40002 for a parameter that is not there. */
    public static Refusal missing(String field) {
        return new Refusal(40002, "Missing required field(s): " + field + ".");
    }

    /** The generic shape of 40002 for a parameter that is there but wrong. */
    public static Refusal invalid(String field, String what) {
        return new Refusal(40002, "Invalid value for " + field + ": " + what + ".");
    }
}
