package io.tiktokroutes.audiences;

import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Gathering;
import io.tiktokroutes.record.Outcome;
import java.io.IOException;
import java.util.List;

/**
 * Gathers the members that a run maps, and uploads them as one list when the run is complete: the
 * list takes the place of what the audience had. Nothing is compared with what was sent before.
 */
public final class AudienceFileSender {

    private static final Outcome GATHERED =
            Outcome.skipped("GATHERED", "it goes with the whole list at the end of the run");

    private static final Outcome ALONE =
            Outcome.failed(
                    "NEEDS_MODE_ALL",
                    "a file holds the whole list, so its rows cannot come one by one from an inbox;"
                            + " let kamelet:warehouse-source with mode: all call"
                            + " tiktok-audience-file-sink in its own route");

    private final ListUpload upload;
    private final Metrics metrics;

    /**
     * @param upload what becomes of a complete list; null for a dry run, in which nothing leaves
     * @param metrics where members that TikTok took are counted
     */
    public AudienceFileSender(ListUpload upload, Metrics metrics) {
        this.upload = upload;
        this.metrics = metrics;
    }

    /**
     * Gives every open item of the delivery an outcome, and keeps the digests of the good ones
     * until the gathering is complete.
     *
     * <p>The delivery's settings are the parameters of the kamelet {@code
     * tiktok-audience-file-sink}.
     *
     * @param gathering what the run gathers; null when the records come by themselves
     * @throws AudienceException when a parameter is wrong
     * @throws IOException when the disk is full
     */
    public void gather(Delivery delivery, Gathering gathering) throws IOException {
        FileParameters parameters = FileParameters.of(delivery.settings());
        if (gathering == null) {
            delivery.settleOpen(ALONE);
            return;
        }
        if (delivery.items().isEmpty()) {
            return;
        }
        String source = delivery.items().get(0).record().inbox();
        Gathering.Part part =
                gathering.part(
                        delivery.destination(),
                        () -> new MemberList(parameters, source, upload, gathering, metrics));
        if (!(part instanceof MemberList list)) {
            throw new AudienceException(
                    "another sink of the route has the destination "
                            + delivery.destination()
                            + ", too; give each one its own");
        }
        for (Delivery.Item item : delivery.open()) {
            gather(item, parameters.matchField(), list);
        }
        for (Delivery.Item item : delivery.items()) {
            if (!GATHERED.equals(item.outcome())) {
                gathering.count(delivery.destination(), item.outcome());
            }
        }
        if (upload == null) {
            // a dry run tells of each record, and what it would send
            Outcome shown = Outcome.delivered("dry-run");
            delivery.items().stream()
                    .filter(item -> GATHERED.equals(item.outcome()))
                    .forEach(item -> item.outcome(shown));
        }
    }

    private static void gather(Delivery.Item item, MatchField field, MemberList list)
            throws IOException {
        List<byte[]> digests;
        try {
            digests = field.of(item.payload());
        } catch (IllegalArgumentException e) {
            item.outcome(Outcome.refused("MALFORMED", e.getMessage()));
            return;
        }
        if (digests.isEmpty()) {
            item.outcome(
                    Outcome.refused(
                            "NO_IDENTIFIER",
                            "the mapping gives no "
                                    + String.join(" or ", field.columns())
                                    + ", and the file is matched on "
                                    + field
                                    + " only"));
            return;
        }
        list.add(digests);
        item.outcome(GATHERED);
    }
}
