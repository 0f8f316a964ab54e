package io.tiktokroutes.sandbox.leads;

import io.tiktokroutes.sandbox.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every form, and the libraries some of them were moved to. */
public final class Forms {

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

    synchronized List<Library> libraries() {
        return List.copyOf(libraries);
    }

    synchronized Optional<Library> library(String id) {
        return libraries.stream().filter(one -> one.id().equals(id)).findFirst();
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
