package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.reports.Campaign;
import io.tiktokroutes.sandbox.reports.Catalog;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The forms and the leads they gathered. Leads older than 90 days are gone, as at TikTok. */
public final class LeadStore {

    private static final Duration RETENTION = Duration.ofDays(90);
    private static final int MOST = 200_000;
    private static final long FIRST_ID = 7400000000000000001L;

    private final Clock clock;
    private final Forms forms;
    private final Deque<Lead> leads = new ArrayDeque<>();
    private Consumer<List<Lead>> listener = submitted -> {};
    private long nextId = FIRST_ID;

    public LeadStore(Clock clock, Forms forms) {
        this.clock = clock;
        this.forms = forms;
    }

    /** Who is told of new leads. */
    void listener(Consumer<List<Lead>> told) {
        listener = told;
    }

    public synchronized void reset() {
        leads.clear();
        nextId = FIRST_ID;
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * Takes submissions of a form and tells the subscribers.
     *
     * @param pageId the form
     * @param submissions one {@code {"answers":{…},"region":…,"created":…,"campaign_id":…}} or a
     *     list
     * @return the new leads' ids; IllegalArgumentException in the user's words when something is
     *     off
     */
    public List<Long> submit(String pageId, JsonNode submissions) {
        Form form =
                forms.form(pageId)
                        .orElseThrow(
                                () -> new IllegalArgumentException("there is no form " + pageId));
        List<Lead> taken = new ArrayList<>();
        synchronized (this) {
            for (JsonNode one : submissions.isArray() ? submissions : List.of(submissions)) {
                taken.add(read(form, one, nextId + taken.size()));
            }
            nextId += taken.size();
            leads.addAll(taken);
            while (leads.size() > MOST) {
                leads.removeFirst();
            }
        }
        listener.accept(taken);
        return taken.stream().map(Lead::id).toList();
    }

    /** The id of the newest lead. */
    synchronized long lastId() {
        return nextId - 1;
    }

    /** Makes the one test lead a form can have; empty when it has one. */
    synchronized Optional<Lead> createTest(Form form) {
        if (test(form).isPresent()) {
            return Optional.empty();
        }
        Map<String, String> answers = new LinkedHashMap<>();
        for (String key : form.questions().keySet()) {
            answers.put(
                    key,
                    switch (key) {
                        case "email" -> "test@example.com";
                        case "phone_number" -> "+15550100";
                        case "name" -> "Test Lead";
                        default -> "Test " + key;
                    });
        }
        Lead lead = new Lead(nextId++, form, Region.ROW, now(), Lead.Origin.NONE, answers, true);
        leads.addLast(lead);
        return Optional.of(lead);
    }

    void tell(Lead lead) {
        listener.accept(List.of(lead));
    }

    synchronized Optional<Lead> test(Form form) {
        return leads.stream().filter(l -> l.test() && l.form().equals(form)).findFirst();
    }

    synchronized boolean removeTest(long id, String owner) {
        return leads.removeIf(lead -> lead.test() && lead.id() == id && lead.form().seenBy(owner));
    }

    /** The latest lead of a form, whatever its region. */
    synchronized Optional<Lead> latest(Form form) {
        purge();
        return leads.stream().filter(l -> l.form().equals(form)).reduce((before, after) -> after);
    }

    /** The retained leads of a form or an ad, oldest first. */
    synchronized List<Lead> find(Form form, String adId, Region region) {
        purge();
        return leads.stream()
                .filter(l -> form == null || l.form().equals(form))
                .filter(l -> adId == null || l.origin().adId().equals(adId))
                .filter(l -> l.region() == region)
                .toList();
    }

    private void purge() {
        Instant oldest = now().minus(RETENTION);
        leads.removeIf(lead -> lead.created().isBefore(oldest));
    }

    private Lead read(Form form, JsonNode one, long id) {
        if (!one.path("answers").isObject()) {
            throw new IllegalArgumentException(
                    "a lead needs answers, such as {\"answers\":{\"email\":\"a@example.com\"}}");
        }
        Map<String, String> answers = new LinkedHashMap<>();
        one.get("answers")
                .properties()
                .forEach(a -> answers.put(a.getKey(), a.getValue().asText()));
        Instant created = now();
        if (one.hasNonNull("created")) {
            JsonNode given = one.get("created");
            try {
                created =
                        given.isNumber()
                                ? Instant.ofEpochSecond(given.longValue())
                                : Instant.parse(given.asText());
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "created is a time such as 2026-01-10T12:00:00Z or epoch seconds", e);
            }
        }
        return new Lead(
                id,
                form,
                Region.ofWord(one.path("region").asText("row")),
                created,
                origin(form, one),
                answers,
                false);
    }

    /**
     * From the ids given, or the form's advertiser's first ad; {@code "organic": true} means none.
     */
    private static Lead.Origin origin(Form form, JsonNode one) {
        if (one.path("organic").asBoolean()) {
            return Lead.Origin.NONE;
        }
        List<Campaign> campaigns = Catalog.of(form.advertiserId(), 0);
        String wanted = one.path("campaign_id").asText("");
        Campaign campaign =
                campaigns.stream()
                        .filter(c -> c.id().equals(wanted))
                        .findFirst()
                        .orElse(campaigns.get(0));
        Campaign.AdGroup group = campaign.adGroups().get(0);
        Campaign.Ad ad = group.ads().get(0);
        boolean own = wanted.isEmpty() || wanted.equals(campaign.id());
        return new Lead.Origin(
                own ? campaign.id() : wanted,
                one.path("campaign_name").asText(own ? campaign.name() : ""),
                one.path("adgroup_id").asText(group.id()),
                one.path("adgroup_name").asText(group.name()),
                one.path("ad_id").asText(ad.id()),
                one.path("ad_name").asText(ad.name()));
    }
}
