package io.tiktokroutes.audiences;

import java.util.List;

/**
 * What an audience destination is bound to from its first use on.
 *
 * @param destination the name of its outcomes in the ledger
 * @param kind how members get there
 * @param advertisers the ad accounts, at least one
 * @param audience the audience's name, or {@code id:} and its id
 * @param calculateType for files the match field, such as {@code EMAIL_SHA256}; empty otherwise
 * @param inbox where its records come from: the inbox, or for mode all the sync
 */
public record AudienceBinding(
        String destination,
        Kind kind,
        List<String> advertisers,
        String audience,
        String calculateType,
        String inbox) {

    /** How members get into an audience. */
    public enum Kind {
        SEGMENT("segment"),
        FILE("file");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word in the table. */
        public String word() {
            return word;
        }
    }

    public AudienceBinding {
        advertisers = List.copyOf(advertisers);
    }
}
