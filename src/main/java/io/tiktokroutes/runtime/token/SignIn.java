package io.tiktokroutes.runtime.token;

import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.tiktok.AdAccount;
import io.tiktokroutes.tiktok.OAuth;
import io.tiktokroutes.tiktok.TikTokException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Makes of a consent's code a token that is stored, and tells what was granted. */
public final class SignIn {

    /** So many ad accounts are told by name. */
    private static final int MOST_TOLD = 100;

    private static final int LONGEST_CODE = 1_000;

    /** Where the token goes. */
    public interface Store {
        void keep(String token) throws StartupException, SQLException;
    }

    private final OAuth oauth;
    private final Store store;

    public SignIn(OAuth oauth, Store store) {
        this.oauth = oauth;
        this.store = store;
    }

    /**
     * Exchanges the code, stores the token, and lists the ad accounts it may work with.
     *
     * @return what was granted, in lines for the operator
     * @throws SignInException when there is no token, or it could not be stored
     */
    public List<String> take(String authCode) throws SignInException {
        if (authCode.isEmpty() || authCode.length() > LONGEST_CODE) {
            throw SignInException.denied();
        }
        String token;
        try {
            token = oauth.exchange(authCode);
        } catch (TikTokException e) {
            throw SignInException.of(e);
        }
        try {
            store.keep(token);
        } catch (StartupException | SQLException e) {
            throw new SignInException(
                    "TikTok gave a token, and it could not be stored: " + e.getMessage(), e);
        }
        return granted(token);
    }

    private List<String> granted(String token) {
        List<AdAccount> accounts;
        try {
            accounts = oauth.granted(token);
        } catch (TikTokException e) {
            return List.of("The ad accounts could not be listed: " + e.getMessage());
        }
        if (accounts.isEmpty()) {
            return List.of(
                    "The consent granted no ad account: choose at least one on TikTok's page; run"
                            + " authorize again.");
        }
        List<String> lines = new ArrayList<>();
        lines.add("Granted ad accounts:");
        accounts.stream()
                .limit(MOST_TOLD)
                .forEach(a -> lines.add("  " + a.id() + "  " + a.about()));
        if (accounts.size() > MOST_TOLD) {
            lines.add("  and " + (accounts.size() - MOST_TOLD) + " more");
        }
        return lines;
    }
}
