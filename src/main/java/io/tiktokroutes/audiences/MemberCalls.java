package io.tiktokroutes.audiences;

import io.tiktokroutes.tiktok.TikTokException;
import java.util.List;

/** Puts people into an audience, and takes them out. */
interface MemberCalls {

    /** What is done with people. */
    enum Action {
        ADD("add"),
        DELETE("delete");

        private final String word;

        Action(String word) {
            this.word = word;
        }

        /** TikTok's word. */
        String word() {
            return word;
        }
    }

    /**
     * Tells TikTok; afterwards each of the people was taken or refused.
     *
     * @throws TikTokException when it cannot be told now; some of them may have been taken
     */
    void send(Action action, List<Person> people) throws TikTokException;
}
