package io.tiktokroutes.leads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.http.DownloadFile;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.tiktok.TikTokException;
import java.io.Closeable;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leads of one form in one region that were not seen yet, batch by batch. It is exported when
 * the first batch is asked for, and read as its batches are; whatever goes wrong is logged, and
 * ends it.
 */
public final class FormExport implements Iterator<Batch>, Closeable {

    /** Leads of one batch, and of one look whether they were seen. */
    static final int BATCH = 1_000;

    /** So many bad rows of a file are told one by one. */
    private static final int MOST_TOLD = 10;

    private static final Logger LOG = LoggerFactory.getLogger(FormExport.class);

    private final ExportRun run;
    private final LeadForm form;
    private final String region;
    private LongConsumer progress = more -> {};
    private Instant begun;
    private DownloadFile kept;
    private LeadFile file;
    private Batch next;
    private boolean ended;
    private boolean wholly;
    private boolean failed;
    private long leads;
    private long fresh;
    private long bad;

    FormExport(ExportRun run, LeadForm form, String region) {
        this.run = run;
        this.form = form;
        this.region = region;
    }

    /** What logs and health call it. */
    public String words() {
        return words(form, region);
    }

    static String words(LeadForm form, String region) {
        return "form " + form.pageId() + " (" + region + ")";
    }

    /** Who wants to know when leads were read, seen before or not: how many more. */
    public void onRead(LongConsumer told) {
        progress = told;
    }

    public LeadForm form() {
        return form;
    }

    String region() {
        return region;
    }

    /** When TikTok was asked: what was submitted before is in it. */
    Instant begun() {
        return begun;
    }

    /** True when something went wrong, so that it has to be done again. */
    public boolean isFailed() {
        return failed;
    }

    /** All leads of it that were read so far. */
    public long leads() {
        return leads;
    }

    /** Those of them that were not seen before. */
    public long fresh() {
        return fresh;
    }

    /** Rows that were no leads. */
    public long bad() {
        return bad;
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            try {
                next = load();
                wholly = next == null;
                ended = wholly;
            } catch (TikTokException e) {
                fail(e.getMessage() + "; " + ExportRun.remedy(e));
            } catch (IOException | SQLException e) {
                fail(e.getMessage());
            } catch (RuntimeException e) {
                // whatever it was, the other forms are asked all the same
                LOG.debug("{}", words(), e);
                fail(e.getClass().getSimpleName());
            }
            if (ended) {
                close();
            }
        }
        return next != null;
    }

    private Batch load() throws TikTokException, IOException, SQLException {
        if (file == null) {
            begun = run.now();
            run.warnOfGap(this);
            kept = DownloadFile.make("leads");
            run.export().download(form, ExportRun.header(region), kept.channel());
            file = LeadFile.open(kept.content(), run.labels(), this::tellBad);
        }
        while (true) {
            List<ObjectNode> read = file.next(BATCH);
            if (read.isEmpty()) {
                return null;
            }
            leads += read.size();
            progress.accept(read.size());
            List<Record> unseen = unseen(read);
            if (!unseen.isEmpty()) {
                fresh += unseen.size();
                return new Batch(run.source(), unseen);
            }
        }
    }

    private List<Record> unseen(List<ObjectNode> read) throws SQLException {
        Set<String> seen =
                run.seenLeads().among(read.stream().map(l -> l.path("id").asText()).toList());
        List<Record> unseen = new ArrayList<>();
        for (ObjectNode lead : read) {
            String id = lead.path("id").asText();
            if (seen.add(id)) {
                unseen.add(Record.of(run.source(), id, whole(lead)));
            }
        }
        return unseen;
    }

    /** With what the file does not say. */
    private ObjectNode whole(ObjectNode lead) {
        if (!lead.has("advertiser_id") && !form.owner().advertiserId().isEmpty()) {
            lead.put("advertiser_id", form.owner().advertiserId());
        }
        if (!lead.has("form_id")) {
            lead.put("form_id", form.pageId());
        }
        return lead.put("region", region);
    }

    private void tellBad(long row, String problem) {
        bad++;
        if (bad <= MOST_TOLD) {
            LOG.warn("{}: row {} of the file {} and is passed over", words(), row, problem);
        }
    }

    private void fail(String words) {
        ended = true;
        failed = true;
        LOG.error("{}: {}", words(), words);
        run.troubles().failed(run.source(), words(), words);
    }

    /** Its leads could not be put into the inbox. */
    void notTaken(String words) {
        fail("its leads were not taken into the inbox: " + words);
        next = null;
        close();
    }

    /** Told when all batches are safe. */
    void finished() throws SQLException {
        if (failed || !wholly) {
            return;
        }
        run.done(this);
        if (leads > 0) {
            LOG.info("{}: {} leads, {} new", words(), leads, fresh);
        }
        if (bad > 0) {
            LOG.warn("{}: {} rows of the file are no leads and were passed over", words(), bad);
        }
        run.troubles().good(run.source(), words());
    }

    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Batch batch = next;
        next = null;
        return batch;
    }

    /** Lets go of the file. May be called at any time, and again. */
    @Override
    public void close() {
        ended = true;
        for (Closeable each : new Closeable[] {file, kept}) {
            try {
                if (each != null) {
                    each.close();
                }
            } catch (IOException e) {
                LOG.debug("{}: the file cannot be closed", words(), e);
            }
        }
        file = null;
        kept = null;
    }
}
