package io.tiktokroutes.audiences;

import io.tiktokroutes.spelling.Spelling;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds what is wrong with the parameters of {@code tiktok-audience-sink} before it is at work. */
public final class AudienceParameters {

    /** TikTok cuts longer names, and then they are never found again. */
    static final int MOST_NAME = 70;

    /** As many as the table of bindings holds. */
    private static final int MOST_ADVERTISERS = 40;

    private static final int MOST_PEOPLE = 10_000;

    private static final List<String> MODES = List.of("add", "mirror");

    private final Map<String, String> set;
    private final Map<String, String> mistakes = new TreeMap<>();

    private AudienceParameters(Map<String, String> set) {
        this.set = set;
    }

    /**
     * Everything that is wrong, in words for a person, by the parameter to mend.
     *
     * @param set the parameters whose values are known, defaults among them; what only the running
     *     program knows is left out and not complained about
     */
    public static Map<String, String> mistakes(Map<String, String> set) {
        AudienceParameters parameters = new AudienceParameters(set);
        parameters.advertisers();
        parameters.audience();
        parameters.mode();
        parameters.batchSize();
        return parameters.mistakes;
    }

    private String value(String name) {
        return set.getOrDefault(name, "").strip();
    }

    private void advertisers() {
        if (!set.containsKey("advertisers")) {
            return;
        }
        List<String> ids = AudienceSettings.advertisers(value("advertisers"));
        if (ids.isEmpty()) {
            mistakes.put(
                    "advertisers",
                    "advertisers is empty; write the id of the ad account whose audience it is, or"
                            + " several with commas between");
        } else if (ids.size() > MOST_ADVERTISERS) {
            mistakes.put(
                    "advertisers",
                    "advertisers names "
                            + ids.size()
                            + " ad accounts; one sink keeps audiences for at most "
                            + MOST_ADVERTISERS
                            + ", so write a second one with a destination of its own");
        } else {
            ids.stream()
                    .filter(id -> !id.matches("\\d{1,24}"))
                    .findFirst()
                    .ifPresent(
                            id ->
                                    mistakes.put(
                                            "advertisers",
                                            "advertisers has '"
                                                    + id
                                                    + "'; the id of an ad account has digits only"));
        }
    }

    private void audience() {
        if (!set.containsKey("audience") || !set.containsKey("audienceId")) {
            return;
        }
        String name = value("audience");
        String id = value("audienceId");
        if (name.isEmpty() && id.isEmpty()) {
            mistakes.put(
                    "audience",
                    "neither audience nor audienceId is written; write audience: and a name, under"
                            + " which it is found or made, or audienceId: and the id of one that is"
                            + " there");
        } else if (!name.isEmpty() && !id.isEmpty()) {
            mistakes.put(
                    "audienceId",
                    "audience and audienceId are both written; keep one of them: the name, under"
                            + " which it is found or made, or the id of one that is there");
        } else if (name.codePointCount(0, name.length()) > MOST_NAME) {
            mistakes.put(
                    "audience",
                    "audience has "
                            + name.codePointCount(0, name.length())
                            + " letters; TikTok cuts names of more than "
                            + MOST_NAME
                            + ", and the audience would not be found by its name again");
        } else if (!id.isEmpty() && !id.matches("\\d{1,24}")) {
            mistakes.put(
                    "audienceId",
                    "audienceId is '" + id + "'; the id of an audience has digits only");
        }
    }

    private void mode() {
        String mode = value("mode");
        if (!mode.isEmpty() && !MODES.contains(mode)) {
            mistakes.put("mode", "mode is '" + mode + "'" + Spelling.hintOrAll(mode, MODES));
        }
    }

    private void batchSize() {
        String size = set.getOrDefault("batchSize", "1").strip();
        boolean number = size.matches("\\d{1,9}");
        if (!number || Integer.parseInt(size) < 1 || Integer.parseInt(size) > MOST_PEOPLE) {
            mistakes.put(
                    "batchSize",
                    "batchSize is '" + size + "'; write a number from 1 to " + MOST_PEOPLE);
        }
    }
}
