package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tiktokroutes.sandbox.http.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The leads that the forms gathered. Leads older than 90 days are gone, as at TikTok. */
public final class LeadStore {

    static final Duration RETENTION = Duration.ofDays(90);
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

    /**
     * Takes submissions of a form, all or none, and tells the subscribers.
     *
     * @param pageId the form
     * @param submissions one {@link Submission} or a list of them
     * @return the new leads' ids; IllegalArgumentException in the user's words when something is
     *     off
     */
    public List<Long> submit(String pageId, JsonNode submissions) {
        Form form = forms.known(pageId);
        List<Submission> read = read(form, submissions);
        List<Lead> taken = new ArrayList<>(read.size());
        synchronized (this) {
            read.forEach(one -> taken.add(one.as(nextId++, form)));
            leads.addAll(taken);
            while (leads.size() > MOST) {
                leads.removeFirst();
            }
        }
        listener.accept(taken);
        return taken.stream().map(Lead::id).toList();
    }

    private List<Submission> read(Form form, JsonNode submissions) {
        Instant now = clock.instant();
        if (!submissions.isArray()) {
            return List.of(Submission.read(form, submissions, now));
        }
        List<Submission> read = new ArrayList<>(submissions.size());
        for (JsonNode one : submissions) {
            try {
                read.add(Submission.read(form, one, now));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "lead " + (read.size() + 1) + " of the list: " + e.getMessage(), e);
            }
        }
        return read;
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
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        for (String key : form.questions().keySet()) {
            answers.put(
                    key,
                    TextNode.valueOf(
                            switch (key) {
                                case "email" -> "test@example.com";
                                case "phone_number" -> "+15550100";
                                case "name" -> "Test Lead";
                                default -> "Test " + key;
                            }));
        }
        Lead lead =
                new Lead(
                        nextId++,
                        form,
                        Region.ROW,
                        clock.instant(),
                        Lead.Origin.NONE,
                        answers,
                        true);
        leads.addLast(lead);
        return Optional.of(lead);
    }

    void tell(Lead lead) {
        listener.accept(List.of(lead));
    }

    synchronized Optional<Lead> test(Form form) {
        purge();
        return leads.stream().filter(l -> l.test() && l.form() == form).findFirst();
    }

    synchronized boolean removeTest(long id, String owner) {
        return leads.removeIf(lead -> lead.test() && lead.id() == id && lead.form().seenBy(owner));
    }

    /** The lead of a form that was filled in last, whatever its region. */
    synchronized Optional<Lead> latest(Form form) {
        purge();
        return leads.stream()
                .filter(l -> l.form() == form)
                .max(Comparator.comparing(Lead::created).thenComparing(Lead::id));
    }

    /**
     * The retained leads in the order they came.
     *
     * @param form null for those of every form
     * @param region null for those of every region
     */
    synchronized List<Lead> find(Form form, Region region) {
        purge();
        return leads.stream()
                .filter(l -> form == null || l.form() == form)
                .filter(l -> region == null || l.region() == region)
                .toList();
    }

    /**
     * The ids of the retained leads, test leads among them.
     *
     * @param pageId null for those of every form
     */
    public List<Long> ids(String pageId, String region) {
        return find(
                        pageId == null ? null : forms.known(pageId),
                        region == null ? null : Region.ofWord(region))
                .stream()
                .map(Lead::id)
                .toList();
    }

    /** How many leads there ever were, test leads among them, and how many are retained. */
    public synchronized ObjectNode counts() {
        purge();
        return Json.object().put("submitted", nextId - FIRST_ID).put("retained", leads.size());
    }

    private void purge() {
        Instant oldest = clock.instant().minus(RETENTION);
        leads.removeIf(lead -> lead.created().isBefore(oldest));
    }
}
