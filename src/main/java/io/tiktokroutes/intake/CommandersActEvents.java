package io.tiktokroutes.intake;

import java.util.List;

/**
 * Commanders Act's events, of either generation: an event as it stands is a record.
 *
 * <p>The vendor's own endpoint answers 200, and 400 to what is too large.
 */
final class CommandersActEvents implements Format {

    static final String KEY_PATHS = "context.event_id,event_id";
    static final Limits LIMITS = new Limits(32 * 1024, 500 * 1024, Integer.MAX_VALUE);

    private final RecordKeys keys;
    private final Limits limits;
    private final boolean asTheVendor;

    CommandersActEvents(RecordKeys keys, Limits limits, boolean asTheVendor) {
        this.keys = keys;
        this.limits = limits;
        this.asTheVendor = asTheVendor;
    }

    @Override
    public Posted read(Request request) throws IntakeException {
        limits.checkRequest(request.body());
        List<PostedEvent> events = EventBodies.split(request.body());
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).bytes() > limits.part()) {
                throw new IntakeException(
                        413,
                        "event %d is larger than %d KB; nothing was taken"
                                .formatted(i + 1, limits.part() / 1024));
            }
        }
        return Posted.of(PlainEvents.records(request, events, keys));
    }

    @Override
    public int status(int ours) {
        if (!asTheVendor) {
            return Format.super.status(ours);
        }
        return switch (ours) {
            case 202 -> 200;
            case 403 -> 401;
            case 413 -> 400;
            default -> ours;
        };
    }
}
