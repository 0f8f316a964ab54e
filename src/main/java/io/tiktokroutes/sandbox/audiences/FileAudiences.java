package io.tiktokroutes.sandbox.audiences;

import io.tiktokroutes.sandbox.audiences.Audience.Kind;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Audiences made of uploaded files, and what changes them (reference, events 6.6 and 6.7). */
public final class FileAudiences {

    private static final int MOST_FILES = 500;
    private static final int LONGEST_NAME = 128;
    private static final String REACH_FREQUENCY = "REACH_FREQUENCY";

    private final Settings settings;
    private final AudienceStore store;
    private final UploadedFiles files;

    public FileAudiences(Settings settings, AudienceStore store, UploadedFiles files) {
        this.settings = settings;
        this.store = store;
        this.files = files;
    }

    public void addTo(Routes routes) {
        routes.api("POST", "/dmp/custom_audience/create/", Route.Kind.TOKEN, this::create);
        routes.api("POST", "/dmp/custom_audience/update/", Route.Kind.TOKEN, this::update);
    }

    private Reply create(Call call) {
        Fields asked = Fields.ofBody(call);
        String advertiser = call.token().advertiser(asked.required("advertiser_id")).id();
        asked.required("custom_audience_name");
        String name = name(asked);
        List<String> paths = asked.texts("file_paths", MOST_FILES);
        FileType type = FileType.of(asked.required("calculate_type"));
        String subType = asked.word("audience_sub_type", "NORMAL", REACH_FREQUENCY);
        Integer retention = asked.number("retention_in_days", 1, 365);
        asked.flag("audience_enhancement");
        synchronized (store) {
            Members members = files.join(paths, advertiser, type, call.at());
            store.checkRoom(members.size());
            Audience made =
                    store.create(
                            advertiser,
                            id ->
                                    new Audience(
                                            id,
                                            advertiser,
                                            Kind.FILE,
                                            name,
                                            type.word(),
                                            retention,
                                            call.at()));
            made.subType(subType);
            made.filled(members, paths.size(), "create", settings, call.at());
            return Reply.ok(call, Json.object().put("custom_audience_id", made.id));
        }
    }

    private static String name(Fields asked) {
        String name = asked.text("custom_audience_name");
        if (name != null && (name.isBlank() || name.length() > LONGEST_NAME)) {
            throw Refusal.invalid("custom_audience_name", "must have 1 to 128 characters");
        }
        return name;
    }

    private Reply update(Call call) {
        Fields asked = Fields.ofBody(call);
        String advertiser = call.token().advertiser(asked.required("advertiser_id")).id();
        String id = asked.required("custom_audience_id");
        asked.flag("audience_enhancement");
        String subType = asked.text("audience_sub_type");
        if (subType != null && !subType.equals(REACH_FREQUENCY)) {
            throw Refusal.invalid("audience_sub_type", "must be " + REACH_FREQUENCY);
        }
        String name = name(asked);
        String action = asked.word("action", "REPLACE", "APPEND", "REMOVE");
        boolean filed = asked.has("file_paths");
        List<String> paths = filed ? asked.texts("file_paths", MOST_FILES) : List.of();
        if (subType == null && name == null && !filed) {
            throw Refusal.missing("custom_audience_name or file_paths");
        }
        synchronized (store) {
            Audience audience = store.find(id, List.of(advertiser));
            if (audience.kind != Kind.FILE) {
                throw Refusal.invalid("custom_audience_id", id + " is not made of files");
            }
            if (audience.state(settings, call.at()) != Audience.State.VALID) {
                throw AudienceStore.notEditable();
            }
            if (subType != null) {
                audience.subType(subType); // whatever else stands in the call is ignored
                return Reply.ok(call, Json.object());
            }
            if (filed) {
                fill(audience, action, paths, call.at());
            }
            if (name != null) {
                audience.rename(name, call.at());
            }
        }
        return Reply.ok(call, Json.object());
    }

    private void fill(Audience audience, String action, List<String> paths, Instant now) {
        boolean replace = action.equals("REPLACE");
        if (replace && settings.on(Switch.AUDIENCE_REPLACE_DAILY) && audience.replacedOn(now)) {
            throw new Refusal(
                    40002, "The files of an audience can be replaced only once a day, in UTC.");
        }
        if (action.equals("APPEND") && audience.files() + paths.size() > MOST_FILES) {
            throw new Refusal(40002, "The audience would have more than 500 files.");
        }
        FileType type = FileType.of(audience.calculateType);
        Members given = files.join(paths, audience.advertiserId, type, now);
        int size = audience.members().size();
        int common = replace ? 0 : audience.members().common(given);
        int left =
                switch (action) {
                    case "APPEND" -> size + given.size() - common;
                    case "REMOVE" -> size - common;
                    default -> given.size();
                };
        if (!Audience.enough(left, settings)) {
            throw new Refusal(
                    40002,
                    "The audience would have fewer than %d matched users."
                            .formatted(settings.number(Switch.AUDIENCE_MINIMUM)));
        }
        store.checkRoom(Math.max(0, left - size));
        Members all = replace ? given : audience.members().copy();
        if (action.equals("APPEND")) {
            all.addAll(given);
        } else if (action.equals("REMOVE")) {
            all.removeAll(given);
        }
        audience.filled(all, paths.size(), action.toLowerCase(Locale.ROOT), settings, now);
    }
}
