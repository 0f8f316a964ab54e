package io.tiktokroutes.intake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The formats, as the parameters of a kamelet choose them. */
final class Formats {

    /**
     * What a kamelet says about the requests of its source.
     *
     * @param format events, commanders-act, mparticle or segment
     * @param keyPaths where an event carries its own id; empty for where the format has it
     * @param answers vendor for statuses as the vendor's own endpoint has them, usual otherwise
     * @param limits none for requests larger than the vendor takes, vendor otherwise
     */
    record Choice(String format, String keyPaths, String answers, String limits) {

        private RecordKeys keys(String usual) {
            return new RecordKeys(keyPaths.isBlank() ? usual : keyPaths);
        }

        private Limits limits(Limits vendors) {
            return limits.equals("none") ? Limits.NONE : vendors;
        }

        private boolean asTheVendor() {
            return answers.equals("vendor");
        }
    }

    private final Map<Choice, Format> formats = new ConcurrentHashMap<>();

    /**
     * @throws IntakeException 500 when there is no such format
     */
    Format get(Choice choice) throws IntakeException {
        Format known = formats.get(choice);
        if (known != null) {
            return known;
        }
        Format made = make(choice);
        formats.put(choice, made);
        return made;
    }

    private static Format make(Choice choice) throws IntakeException {
        return switch (choice.format()) {
            case "events" -> new PlainEvents(choice.keys(PlainEvents.KEY_PATHS));
            case "commanders-act" ->
                    new CommandersActEvents(
                            choice.keys(CommandersActEvents.KEY_PATHS),
                            choice.limits(CommandersActEvents.LIMITS),
                            choice.asTheVendor());
            case "mparticle" ->
                    new MParticleBatches(
                            choice.keys(MParticleBatch.KEY_PATHS),
                            choice.limits(MParticleBatches.LIMITS),
                            choice.asTheVendor());
            case "segment" -> new SegmentCalls();
            default ->
                    throw new IntakeException(
                            500, "the route of this source names a format that does not exist");
        };
    }
}
