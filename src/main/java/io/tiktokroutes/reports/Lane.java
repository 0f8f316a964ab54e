package io.tiktokroutes.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.tiktok.AdAccount;
import io.tiktokroutes.tiktok.TikTokException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Pulls window after window, page after page; several lanes do so at the same time.
 *
 * <p>The route asks {@link #hasNext}, sends {@link #next} on with {@link #window} beside it, and
 * says that it was {@link #written} or that it {@link #failed}. After the last page of a window the
 * lane lets the tables commit, and notes the days. Not for several threads at once.
 */
public final class Lane {

    private final PullRun run;
    private final RowSource rows;
    private final DaysRead days;
    private final PullTroubles troubles;
    private WantedWindow wanted;
    private RowPages pages;
    private DayCounts counts;
    private Batch page;

    Lane(PullRun run, RowSource rows, DaysRead days) {
        this.run = run;
        this.rows = rows;
        this.days = days;
        this.troubles = new PullTroubles(run);
    }

    /** True when there is another page; asks TikTok for it, and ends windows. */
    public boolean hasNext() {
        page = null;
        while (!run.isStopped() && (wanted != null || begin())) {
            try {
                List<ObjectNode> read = run.calling(this::load);
                if (!read.isEmpty()) {
                    page = batch(read);
                    run.listener().page(wanted.window(), read.size());
                    return true;
                }
                finish();
            } catch (TikTokException e) {
                troubles.tikTok(release(), e);
            } catch (IOException | SQLException | RuntimeException e) {
                troubles.other(release(), e);
            }
        }
        return false;
    }

    private boolean begin() {
        wanted = run.take();
        return wanted != null;
    }

    /** The next rows; none at the end of the window. */
    private List<ObjectNode> load() throws TikTokException, IOException {
        ReportQuery query = run.query(wanted.account().id());
        if (pages != null) {
            return pages.next();
        }
        counts = new DayCounts(query, wanted.days());
        if (!wanted.asTask()) {
            ReportPages direct = rows.pages(wanted, query);
            pages = direct;
            List<ObjectNode> first = direct.next();
            long most = run.report().asyncAbove();
            if (most == 0 || direct.total() <= most) {
                return first;
            }
            wanted = wanted.asATask();
        }
        pages = rows.file(wanted, query);
        return pages.next();
    }

    private Batch batch(List<ObjectNode> read) {
        AdAccount account = wanted.account();
        ReportQuery query = run.query(account.id());
        List<Record> records = new ArrayList<>(read.size());
        for (ObjectNode row : read) {
            row.put("advertiser_id", account.id());
            row.put("currency", account.currency());
            row.put("timezone", account.zone().getId());
            String key = query.key(account.id(), row);
            counts.add(key, row);
            records.add(Record.of(run.report().name(), key, row));
        }
        return new Batch(run.report().name(), records);
    }

    private void finish() throws SQLException {
        wanted.window().commit();
        days.mark(
                run.report().name(),
                wanted.account().id(),
                run.report().query().digest(),
                counts.byDay());
        long all = counts.all();
        run.pulled(release(), all);
    }

    /** The page that is to go through the route. */
    public Batch next() {
        if (page == null) {
            throw new NoSuchElementException();
        }
        return page;
    }

    /** The window the page belongs to. */
    public ReportWindow window() {
        return wanted.window();
    }

    /**
     * The page went through the route.
     *
     * @throws ReportException when one of its rows is to be tried again
     */
    public void written() {
        for (Record row : page) {
            for (Outcome outcome : row.outcomes().values()) {
                if (!outcome.last()) {
                    throw new ReportException(row + " was not written: " + outcome.detail());
                }
            }
        }
    }

    /** The page did not go through the route; its window is pulled again. */
    public void failed(Exception why) {
        WantedWindow window = release();
        troubles.other(window, why);
    }

    /** Lets go of the window and of what was fetched of it. */
    private WantedWindow release() {
        WantedWindow window = wanted;
        window.window().discard();
        if (pages != null) {
            try {
                pages.close();
            } catch (IOException e) {
                // it was read, or will be fetched anew
            }
        }
        wanted = null;
        pages = null;
        page = null;
        return window;
    }

    /** After a stop. */
    void close() {
        if (wanted != null) {
            release();
        }
    }
}
