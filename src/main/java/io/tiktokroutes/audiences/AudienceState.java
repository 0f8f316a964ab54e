package io.tiktokroutes.audiences;

import java.util.Arrays;

/** How an audience is at TikTok, as far as we know. */
public enum AudienceState {
    /** TikTok was not asked yet, or does not tell. */
    UNKNOWN("unknown"),
    /** TikTok matches its members with people; that takes up to 48 hours. */
    PROCESSING("processing"),
    READY("ready"),
    /** Fewer people were matched than TikTok serves. */
    TOO_SMALL("too small"),
    /** It was not used for too long, and cannot be used any more. */
    EXPIRED("expired"),
    /** TikTok does not know it any more. */
    GONE("gone");

    private final String word;

    AudienceState(String word) {
        this.word = word;
    }

    /** The word in the table. */
    public String word() {
        return word;
    }

    static AudienceState of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word.equals(word))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** True when it changes by itself, and soon. */
    boolean isPassing() {
        return this == UNKNOWN || this == PROCESSING;
    }

    /** True when nothing more comes of it. */
    public boolean isOver() {
        return this == EXPIRED || this == GONE;
    }
}
