package io.tiktokroutes.tiktok;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The answer to a call that TikTok carried out.
 *
 * @param code 0, or 20001 for partial success; 200 is the Segment API's success
 * @param data the envelope's {@code data}; an empty object when there is none
 * @param requestId the id TikTok's support asks for
 */
public record TikTokAnswer(int code, JsonNode data, String requestId) {

    public boolean isPartial() {
        return code == ReturnCodes.PARTIAL_SUCCESS;
    }
}
