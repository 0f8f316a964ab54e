package io.tiktokroutes.cdp;

import java.io.IOException;

/** What lets us into the CDP's portal; the tracker asks for nothing. Safe for use by any thread. */
public interface CdpToken {

    /**
     * The token for the next call.
     *
     * @throws RefusedException when the CDP gives none
     * @throws IOException when there was no answer
     */
    String value() throws IOException;

    /** Tells that the CDP did not take this one; true when another may be had. */
    boolean refused(String token);

    /** False when there is none and there will be none: nothing was set. */
    boolean isSet();

    /** The CDP gives no token; the message says what to mend and holds no secret. */
    final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /** A long-term token; empty when none is set. */
    static CdpToken fixed(String token) {
        return new CdpToken() {
            @Override
            public String value() {
                return token;
            }

            @Override
            public boolean refused(String dead) {
                return false;
            }

            @Override
            public boolean isSet() {
                return !token.isEmpty();
            }
        };
    }
}
