package io.tiktokroutes.sandbox.world;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every access token that is honoured right now. */
public final class Tokens {

    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    public Tokens() {
        reset();
    }

    /** Back to the one token of the default world. */
    public void reset() {
        tokens.clear();
        put(new Token(World.ACCESS_TOKEN, World.APP_ID, World.GRANTED, true, false, Set.of()));
    }

    public void put(Token token) {
        tokens.put(token.value(), token);
    }

    /** Forgets a token; returns it, or null when there was none. */
    public Token revoke(String value) {
        return tokens.remove(value);
    }

    /** Whether a webhook subscription made with this token still lives. */
    public boolean honoured(String value) {
        Token token = value == null ? null : tokens.get(value);
        return token != null && !token.expired();
    }

    /** The token of a call, or 40104, 40105, 40102 with TikTok's own words where they are known. */
    public Token check(String value) {
        if (value == null || value.isBlank()) {
            throw new Refusal(
                    40104,
                    "Access token is null, you should set it in http header with key Access-Token.");
        }
        Token token = tokens.get(value);
        if (token == null) {
            throw new Refusal(40105, "Access token is incorrect or has been revoked.");
        }
        if (token.expired()) {
            throw new Refusal(40102, "Access token is expired.");
        }
        return token;
    }
}
