package io.tiktokroutes.tiktok;

/** A call that TikTok did not carry out, with what helps against it. */
public final class TikTokException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Stands for the return code where the answer had none: no answer, or not JSON. */
    public static final int NO_CODE = -1;

    private final Remedy remedy;
    private final int code;
    private final String answer;
    private final String requestId;

    /**
     * @param remedy what helps
     * @param path the endpoint, such as {@code /event/track/}
     * @param code TikTok's return code, or {@link #NO_CODE}
     * @param answer TikTok's message, or our words for what came instead of one
     * @param requestId the id TikTok's support asks for; empty when there was none
     */
    public TikTokException(Remedy remedy, String path, int code, String answer, String requestId) {
        super(
                path
                        + " answered "
                        + (code == NO_CODE ? "" : code + " ")
                        + answer
                        + (requestId.isEmpty() ? "" : " (request " + requestId + ")"));
        this.remedy = remedy;
        this.code = code;
        this.answer = answer;
        this.requestId = requestId;
    }

    public Remedy remedy() {
        return remedy;
    }

    public int code() {
        return code;
    }

    /** TikTok's message alone. */
    public String answer() {
        return answer;
    }

    public String requestId() {
        return requestId;
    }
}
