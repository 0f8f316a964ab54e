package io.tiktokroutes.sandbox.leads;

import io.tiktokroutes.sandbox.world.World;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An Instant Form, which the API calls a page. It can be published, and moved to a library. */
final class Form {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final String id;
    private final String title;
    private final String advertiserId;
    private final String created;
    private final Map<String, String> questions;
    private volatile String libraryId = "";
    private volatile boolean published;
    private volatile String updated;

    /**
     * @param questions keys as webhooks name them, with the labels that head the columns of an
     *     export
     */
    Form(
            String id,
            String title,
            String advertiserId,
            boolean published,
            String created,
            Map<String, String> questions) {
        this.id = id;
        this.title = title;
        this.advertiserId = advertiserId;
        this.published = published;
        this.created = created;
        this.updated = created;
        this.questions = Collections.unmodifiableMap(new LinkedHashMap<>(questions));
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    String advertiserId() {
        return advertiserId;
    }

    /** The Business Center's library it was transferred to; empty when it was not. */
    String libraryId() {
        return libraryId;
    }

    boolean published() {
        return published;
    }

    String status() {
        return published ? "PUBLISHED" : "EDITED";
    }

    /** UTC, as the API writes times. */
    String created() {
        return created;
    }

    /** UTC, as the API writes times. */
    String updated() {
        return updated;
    }

    Map<String, String> questions() {
        return questions;
    }

    /** The library once there is one, the ad account before (reference, leads 3.9). */
    boolean seenBy(String owner) {
        return owner.equals(libraryId.isEmpty() ? advertiserId : libraryId);
    }

    void moveTo(String library) {
        libraryId = library;
    }

    void publish(boolean now, Instant at) {
        published = now;
        updated = time(at);
    }

    private Form updated(String at) {
        updated = at;
        return this;
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** The forms of every sandbox from the start; the fourth belongs to the library. */
    static List<Form> initial() {
        Form moved =
                new Form(
                        World.LIBRARY_FORM_ID,
                        "Moved to the library",
                        World.ADVERTISER_ID,
                        true,
                        "2025-11-01 09:00:00",
                        questions("name", "Name", "email", "Email"));
        moved.moveTo(World.LIBRARY_ID);
        return List.of(
                new Form(
                                World.FORM_ID,
                                "Spring demo request",
                                World.ADVERTISER_ID,
                                true,
                                "2026-01-02 08:11:00",
                                questions(
                                        "name", "Name",
                                        "email", "Email",
                                        "phone_number", "Phone number",
                                        "Which product interests you?",
                                                "Which product interests you?"))
                        .updated("2026-01-05 15:40:12"),
                new Form(
                                World.SECOND_FORM_ID,
                                "Probefahrt im Frühling",
                                World.ADVERTISER_ID,
                                true,
                                "2026-02-01 09:00:00",
                                questions(
                                        "first_name", "Vorname",
                                        "last_name", "Nachname",
                                        "email", "E-Mail-Adresse",
                                        "phone_number", "Telefonnummer",
                                        "Wann möchten Sie fahren?", "Wann möchten Sie fahren?"))
                        .updated("2026-02-03 10:00:00"),
                new Form(
                        "7300000000000000003",
                        "Draft, not published",
                        World.ADVERTISER_ID,
                        false,
                        "2026-03-01 09:00:00",
                        questions("email", "Email")),
                moved.updated("2025-11-02 09:00:00"),
                new Form(
                        "7300000000000000005",
                        "West Coast newsletter",
                        World.SECOND_ADVERTISER_ID,
                        true,
                        "2026-01-10 18:00:00",
                        questions("name", "Full name", "email", "E-mail")));
    }

    private static Map<String, String> questions(String... pairs) {
        Map<String, String> questions = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            questions.put(pairs[i], pairs[i + 1]);
        }
        return questions;
    }
}
