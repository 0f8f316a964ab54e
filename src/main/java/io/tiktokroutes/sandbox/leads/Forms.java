package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every form, and the libraries some of them were moved to. */
public final class Forms {

    private static final int MOST = 1000;
    private static final long FIRST_ADDED = 7300000000000001001L;
    private static final long FIRST_LIBRARY = 7600000000000000001L;

    private final List<Form> forms = new ArrayList<>();
    private final List<Library> libraries = new ArrayList<>();

    public Forms() {
        reset();
    }

    /** Back to the forms of the default world. */
    public synchronized void reset() {
        forms.clear();
        forms.addAll(Form.initial());
        libraries.clear();
        libraries.add(
                new Library(
                        World.LIBRARY_ID,
                        "Acme EU",
                        World.ADVERTISER_ID,
                        "2025-12-01 09:00:00",
                        "2025-12-01 09:00:00"));
    }

    synchronized List<Form> all() {
        return List.copyOf(forms);
    }

    synchronized Optional<Form> form(String id) {
        return forms.stream().filter(form -> form.id().equals(id)).findFirst();
    }

    /** The form of this id, or an IllegalArgumentException in the user's words. */
    Form known(String id) {
        return form(id).orElseThrow(() -> new IllegalArgumentException("there is no form " + id));
    }

    synchronized List<Library> libraries() {
        return List.copyOf(libraries);
    }

    synchronized Optional<Library> library(String id) {
        return libraries.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /**
     * Adds a form.
     *
     * @param libraryId where it lives; empty: with the ad account
     * @return its id; IllegalArgumentException in the user's words when something is off
     */
    public synchronized String add(
            String title,
            String advertiserId,
            String libraryId,
            boolean published,
            Map<String, String> questions,
            Instant at) {
        if (World.advertiser(advertiserId).isEmpty()) {
            throw new IllegalArgumentException("there is no advertiser " + advertiserId);
        }
        if (!libraryId.isEmpty() && library(libraryId).isEmpty()) {
            throw new IllegalArgumentException("there is no library " + libraryId);
        }
        if (forms.size() >= MOST) {
            throw new IllegalArgumentException("there are " + MOST + " forms already");
        }
        String id = Long.toString(FIRST_ADDED + forms.size());
        Form form = new Form(id, title, advertiserId, published, Form.time(at), questions);
        form.moveTo(libraryId);
        forms.add(form);
        return id;
    }

    /** Publishes a form, or makes it a draft again. */
    public void publish(String id, boolean published, Instant at) {
        known(id).publish(published, at);
    }

    /** Every form with its questions, drafts and those of libraries too. */
    public ArrayNode toJson() {
        ArrayNode list = Json.array();
        for (Form form : all()) {
            ObjectNode one = list.addObject();
            one.put("page_id", form.id()).put("title", form.title());
            one.put("advertiser_id", form.advertiserId()).put("library_id", form.libraryId());
            one.put("status", form.status());
            form.questions().forEach(one.putObject("questions")::put);
        }
        return list;
    }

    /**
     * Moves all forms of an ad account to its library, which is made when it has none.
     *
     * @return the library's id
     */
    synchronized String transfer(World.Advertiser from, Instant at) {
        Library before =
                libraries.stream()
                        .filter(one -> one.advertiserId().equals(from.id()))
                        .findFirst()
                        .orElse(null);
        String now = Form.time(at);
        Library after =
                before == null
                        ? new Library(
                                Long.toString(FIRST_LIBRARY + libraries.size()),
                                from.name(),
                                from.id(),
                                now,
                                now)
                        : new Library(before.id(), before.name(), from.id(), before.created(), now);
        libraries.remove(before);
        libraries.add(after);
        forms.stream()
                .filter(form -> form.seenBy(from.id()))
                .forEach(form -> form.moveTo(after.id()));
        return after.id();
    }
}
