package io.tiktokroutes.runtime.token;

import io.tiktokroutes.tiktok.TikTokException;

/** A sign-in that came to nothing; the message says why and what to do, in one line. */
public final class SignInException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final String AGAIN = "; authorize again: run the command authorize";

    SignInException(String words, Throwable cause) {
        super(words + AGAIN, cause);
    }

    /** The one who signed in did not consent. */
    public static SignInException denied() {
        return new SignInException(
                "TikTok gave no auth_code: the consent was not confirmed, and nothing was stored",
                null);
    }

    /** TikTok did not exchange the code for a token. */
    static SignInException of(TikTokException e) {
        String said =
                (e.code() == TikTokException.NO_CODE ? "" : e.code() + " ")
                        + e.answer().replaceFirst("[.\\s]+$", "");
        return new SignInException(
                switch (e.code()) {
                    case TikTokException.NO_CODE ->
                            "TikTok did not exchange the code for a token ("
                                    + said
                                    + "); check tiktok.api-url and the network";
                    case 40101 ->
                            "TikTok knows no such app ("
                                    + said
                                    + "); write App ID and Secret of the developer portal, My Apps,"
                                    + " into tiktok.app-id and tiktok.app-secret";
                    case 40110 ->
                            "the auth_code is too old, or was used before ("
                                    + said
                                    + "); a consent is good once, for an hour";
                    case 40113, 40117, 40118, 40124, 40125 ->
                            "TikTok does not let the developer app do this ("
                                    + said
                                    + "); see in the developer portal whether it is approved";
                    default -> "TikTok did not exchange the code for a token (" + said + ")";
                },
                e);
    }
}
