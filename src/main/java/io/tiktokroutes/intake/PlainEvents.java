package io.tiktokroutes.intake;

import io.tiktokroutes.record.Record;
import java.util.ArrayList;
import java.util.List;

/** JSON objects of any kind, each of them an event. */
final class PlainEvents implements Format {

    /** Where events carry their own id, when nobody says so. */
    static final String KEY_PATHS = "context.event_id,event_id,messageId,id";

    private final RecordKeys keys;

    PlainEvents(RecordKeys keys) {
        this.keys = keys;
    }

    @Override
    public Posted read(Request request) throws IntakeException {
        return Posted.of(records(request, EventBodies.split(request.body()), keys));
    }

    static List<Record> records(Request request, List<PostedEvent> events, RecordKeys keys) {
        List<Record> records = new ArrayList<>(events.size());
        for (PostedEvent event : events) {
            records.add(event.record(request.source(), keys.key(event.json())));
        }
        return records;
    }
}
