package io.tiktokroutes.sandbox.control;

import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.reports.Campaign.State;
import io.tiktokroutes.sandbox.reports.Catalog;
import io.tiktokroutes.sandbox.world.Accounts;
import io.tiktokroutes.sandbox.world.Tokens;
import io.tiktokroutes.sandbox.world.World.Advertiser;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/** Control endpoints for ad accounts and their campaigns. */
public final class AdsControl {

    private final Accounts accounts;
    private final Tokens tokens;
    private final Catalog catalog;

    public AdsControl(Accounts accounts, Tokens tokens, Catalog catalog) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.catalog = catalog;
    }

    public void addTo(Routes routes) {
        Control.add(routes, "POST", "/advertisers", this::advertiser);
        Control.add(routes, "DELETE", "/advertisers/{advertiser_id}", this::delete);
        Control.add(routes, "POST", "/campaigns/{campaign_id}", this::campaign);
    }

    /** One more account, which every token that is honoured may work with at once. */
    private Reply advertiser(Call call) {
        Given given =
                Given.of(
                        call,
                        "an advertiser",
                        "advertiser_id",
                        "name",
                        "currency",
                        "timezone",
                        "display_timezone",
                        "country",
                        "granted");
        String id = given.text("advertiser_id", accounts.nextId());
        if (!id.matches("[1-9][0-9]{9,18}")) {
            throw new IllegalArgumentException("advertiser_id is a text of 10 to 19 digits");
        }
        String currency = given.text("currency", "EUR");
        if (!currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("currency is a code such as EUR, not " + currency);
        }
        String zone = given.text("timezone", "Europe/Berlin");
        String name = given.text("name", "Acme " + id.substring(id.length() - 3));
        accounts.add(
                new Advertiser(
                        id,
                        name,
                        name + " GmbH",
                        currency,
                        zone(zone),
                        zone(given.text("display_timezone", zone)),
                        given.text("country", "DE"),
                        "en"));
        if (given.flag("granted", true)) {
            tokens.extend(id);
        }
        return Reply.json(200, Json.object().put("advertiser_id", id));
    }

    private Reply delete(Call call) {
        accounts.delete(call.segment("advertiser_id"));
        return Control.done();
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "there is no time zone " + name + "; write one such as Europe/Berlin", e);
        }
    }

    /** A new name or state, from now on and for the past: both are those of today. */
    private Reply campaign(Call call) {
        Given given = Given.of(call, "a campaign", "name", "state");
        if (!given.has("name") && !given.has("state")) {
            throw new IllegalArgumentException("give a name or a state");
        }
        State state = given.has("state") ? state(given.text("state")) : null;
        catalog.change(call.segment("campaign_id"), given.text("name", null), state, call.at());
        return Control.done();
    }

    private static State state(String word) {
        List<State> states = Arrays.asList(State.values());
        return states.stream()
                .filter(state -> state.name().equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "state is one of " + states + ", not " + word));
    }
}
