package io.tiktokroutes.sandbox.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every access token that is honoured right now. */
public final class Tokens {

    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    private final Accounts accounts;

    public Tokens(Accounts accounts) {
        this.accounts = accounts;
        reset();
    }

    /** Back to the one token of the default world. */
    public void reset() {
        tokens.clear();
        grant(World.ACCESS_TOKEN, World.APP_ID, World.GRANTED, true, false, Set.of());
    }

    /** Honours a token from now on; the parameters are those of {@link Token}. */
    public Token grant(
            String value,
            String appId,
            List<String> advertisers,
            boolean admin,
            boolean expired,
            Set<String> refused) {
        Token token = new Token(value, appId, advertisers, admin, expired, refused, accounts);
        tokens.put(value, token);
        return token;
    }

    /** Lets every token that is honoured work with one more ad account. */
    public void extend(String advertiserId) {
        for (Token old : List.copyOf(tokens.values())) {
            List<String> more = new ArrayList<>(old.advertisers());
            more.add(advertiserId);
            grant(old.value(), old.appId(), more, old.admin(), old.expired(), old.refused());
        }
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

    /** Whether a token may work with an ad account. */
    public boolean grants(String value, String advertiserId) {
        Token token = tokens.get(value);
        return token != null && token.advertisers().contains(advertiserId);
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
