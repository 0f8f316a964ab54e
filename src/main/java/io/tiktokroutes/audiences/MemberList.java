package io.tiktokroutes.audiences;

import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.record.Gathering;
import io.tiktokroutes.record.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The members that one run has gathered for one audience. */
final class MemberList implements Gathering.Part {

    private static final Logger LOG = LoggerFactory.getLogger(MemberList.class);

    private final FileParameters parameters;
    private final String source;
    private final ListUpload upload;
    private final Gathering gathering;
    private final Metrics metrics;
    private final DigestSort digests;
    private long rows;

    /**
     * @param source where the rows come from, as the binding of the audience keeps it
     * @param upload null when nothing may leave
     */
    MemberList(
            FileParameters parameters,
            String source,
            ListUpload upload,
            Gathering gathering,
            Metrics metrics) {
        this.parameters = parameters;
        this.source = source;
        this.upload = upload;
        this.gathering = gathering;
        this.metrics = metrics;
        this.digests = new DigestSort(parameters.matchField().bytes());
    }

    /** Takes the digests of one row. */
    synchronized void add(List<byte[]> ofRow) throws IOException {
        for (byte[] digest : ofRow) {
            digests.add(digest);
        }
        rows++;
    }

    @Override
    public synchronized void complete() throws Exception {
        String destination = parameters.destination();
        try (digests) {
            if (upload == null) {
                LOG.info("{}: {} digests would be uploaded", destination, digests.distinct());
                return;
            }
            Optional<String> heldBack = upload.send(parameters, source, digests);
            heldBack.ifPresent(why -> LOG.info("{}: held back: {}", destination, why));
            Outcome outcome =
                    heldBack.map(why -> Outcome.skipped("HELD_BACK", why))
                            .orElseGet(() -> Outcome.delivered(""));
            gathering.count(destination, outcome, rows);
            metrics.outcomes(
                    destination,
                    outcome.kind().word(),
                    outcome.reason(),
                    Math.toIntExact(Math.min(rows, Integer.MAX_VALUE)));
        }
    }

    @Override
    public synchronized void discard() {
        try {
            digests.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
