package io.tiktokroutes.sandbox.leads;

import io.tiktokroutes.sandbox.world.World;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An Instant Form, which the API calls a page.
 *
 * @param libraryId the Business Center's library it was transferred to; empty when it was not
 * @param questions keys as webhooks name them, with the labels that head the columns of an export
 */
record Form(
        String id,
        String title,
        String advertiserId,
        String libraryId,
        boolean published,
        String created,
        String updated,
        Map<String, String> questions) {

    static final List<Form> ALL =
            List.of(
                    new Form(
                            World.FORM_ID,
                            "Spring demo request",
                            World.ADVERTISER_ID,
                            "",
                            true,
                            "2026-01-02 08:11:00",
                            "2026-01-05 15:40:12",
                            questions(
                                    "name", "Name",
                                    "email", "Email",
                                    "phone_number", "Phone number",
                                    "Which product interests you?",
                                            "Which product interests you?")),
                    new Form(
                            World.SECOND_FORM_ID,
                            "Probefahrt im Frühling",
                            World.ADVERTISER_ID,
                            "",
                            true,
                            "2026-02-01 09:00:00",
                            "2026-02-03 10:00:00",
                            questions(
                                    "first_name", "Vorname",
                                    "last_name", "Nachname",
                                    "email", "E-Mail-Adresse",
                                    "phone_number", "Telefonnummer",
                                    "Wann möchten Sie fahren?", "Wann möchten Sie fahren?")),
                    new Form(
                            "7300000000000000003",
                            "Draft, not published",
                            World.ADVERTISER_ID,
                            "",
                            false,
                            "2026-03-01 09:00:00",
                            "2026-03-01 09:00:00",
                            questions("email", "Email")),
                    new Form(
                            "7300000000000000004",
                            "Moved to the library",
                            World.ADVERTISER_ID,
                            World.LIBRARY_ID,
                            true,
                            "2025-11-01 09:00:00",
                            "2025-11-02 09:00:00",
                            questions("name", "Name", "email", "Email")),
                    new Form(
                            "7300000000000000005",
                            "West Coast newsletter",
                            World.SECOND_ADVERTISER_ID,
                            "",
                            true,
                            "2026-01-10 18:00:00",
                            "2026-01-10 18:00:00",
                            questions("name", "Full name", "email", "E-mail")));

    private static Map<String, String> questions(String... pairs) {
        Map<String, String> questions = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            questions.put(pairs[i], pairs[i + 1]);
        }
        return Collections.unmodifiableMap(questions);
    }
}
