package io.tiktokroutes.lint.routes;

import java.util.Map;
import java.util.TreeMap;

/** What the parameters of a sink for audiences must be. */
final class AudienceSinks {

    /** So long a name may be that every part of TikTok takes. */
    private static final int LONGEST_NAME = 70;

    private AudienceSinks() {}

    /**
     * Everything that is wrong, in words for a person, by the parameter to mend.
     *
     * @param known the parameters whose values are known, defaults among them
     */
    static Map<String, String> mistakes(Map<String, String> known) {
        Map<String, String> mistakes = new TreeMap<>();
        if (known.containsKey("advertisers")
                && known.get("advertisers").replace(",", "").isBlank()) {
            mistakes.put(
                    "advertisers",
                    "advertisers is empty; write the id of the ad account, or several with commas"
                            + " between");
        }
        if (known.containsKey("audience") && known.containsKey("audienceId")) {
            boolean name = !known.get("audience").isBlank();
            boolean id = !known.get("audienceId").isBlank();
            if (name == id) {
                mistakes.put(
                        name ? "audienceId" : "audience",
                        name
                                ? "audience and audienceId name two audiences; take one of them out"
                                : "there is no audience; write its name as audience:, or the id of"
                                        + " one that is there as audienceId:");
            }
        }
        int length = known.getOrDefault("audience", "").strip().length();
        if (length > LONGEST_NAME) {
            mistakes.put(
                    "audience",
                    "audience has " + length + " letters; write a name of at most " + LONGEST_NAME);
        }
        return mistakes;
    }
}
