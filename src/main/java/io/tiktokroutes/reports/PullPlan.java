package io.tiktokroutes.reports;

import io.tiktokroutes.store.Checkpoints;
import io.tiktokroutes.tiktok.AdAccount;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Cuts the days that are to be read into windows, the newest first and the ad accounts by turns.
 *
 * <p>The first scheduled pull of an ad account notes where its history begins (as the checkpoint of
 * the source and the account); later ones read what is missing or unsettled from there on. So what
 * failed or was missed while the program was off is read at the next time.
 */
final class PullPlan {

    /**
     * @param windows in the order in which they are begun
     * @param daysBefore days that are left out as they were read before
     */
    record Planned(List<WantedWindow> windows, long daysBefore) {}

    private final DaysRead daysRead;
    private final Checkpoints checkpoints;
    private final Instant now;

    /**
     * @param now for the whole pull, even when it takes until tomorrow
     */
    PullPlan(DaysRead daysRead, Checkpoints checkpoints, Instant now) {
        this.daysRead = daysRead;
        this.checkpoints = checkpoints;
        this.now = now;
    }

    /**
     * @throws ReportException when all days that were named are still to come
     */
    Planned of(Report report, PullRequest request, List<AdAccount> accounts) throws SQLException {
        List<List<WantedWindow>> byAccount = new ArrayList<>();
        long before = 0;
        for (AdAccount account : accounts) {
            List<ReportDays> days;
            if (request.isManual()) {
                ReportDays named = RangeWords.dates(request.from(), request.to());
                refuseFuture(named.from());
                Optional<ReportDays> come = named.upTo(today(account));
                days = come.isEmpty() ? List.of() : asked(report, request, account, come.get());
                before += come.map(ReportDays::count).orElse(0L) - count(days);
            } else {
                days = scheduled(report, account);
            }
            byAccount.add(windows(report, account, days));
        }
        return new Planned(byTurns(byAccount), before);
    }

    /** Somewhere on earth it may be that day already. */
    private void refuseFuture(LocalDate from) {
        LocalDate latest = LocalDate.ofInstant(now, ZoneOffset.ofHours(14));
        if (from.isAfter(latest)) {
            throw new ReportException(
                    "the days from %s on are still to come; write days up to today (%s)"
                            .formatted(from, LocalDate.ofInstant(now, ZoneOffset.UTC)));
        }
    }

    private LocalDate today(AdAccount account) {
        return LocalDate.ofInstant(now, account.zone());
    }

    private List<ReportDays> asked(
            Report report, PullRequest request, AdAccount account, ReportDays days)
            throws SQLException {
        if (request.again() || !report.query().isDated()) {
            return List.of(days);
        }
        DueDays due = due(report, account, days);
        return ReportDays.of(due.unread(days, report.query().digest()));
    }

    private List<ReportDays> scheduled(Report report, AdAccount account) throws SQLException {
        LocalDate today = today(account);
        if (!(report.range() instanceof RangeWords.Restatement)) {
            return report.range().on(today);
        }
        LocalDate changing = today.minusDays(report.lookbackDays());
        if (!report.query().isDated()) {
            return List.of(new ReportDays(changing, today));
        }
        String checkpoint = report.name() + "/" + account.id();
        Optional<LocalDate> begin = checkpoints.position(checkpoint).map(LocalDate::parse);
        LocalDate from = begin.orElse(today.minusDays(report.historyDays()));
        if (begin.isEmpty()) {
            checkpoints.move(checkpoint, from.toString());
        } else if (changing.isBefore(from)) {
            from = changing;
        }
        if (from.isAfter(today)) {
            // the clock was ahead when it was noted
            from = changing;
        }
        DueDays due = due(report, account, new ReportDays(from, today));
        SortedSet<LocalDate> days = due.unsettled(from, report.lookbackDays());
        return ReportDays.of(days);
    }

    private DueDays due(Report report, AdAccount account, ReportDays days) throws SQLException {
        return new DueDays(
                account.zone(),
                now,
                daysRead.between(report.name(), account.id(), days.from(), days.to()));
    }

    private static List<WantedWindow> windows(
            Report report, AdAccount account, List<ReportDays> days) {
        List<ReportDays> newestFirst = new ArrayList<>(days);
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .flatMap(range -> range.pieces(report.query().mostDays()).stream())
                .map(piece -> WantedWindow.of(report.name(), account, piece))
                .toList();
    }

    private static long count(List<ReportDays> days) {
        return days.stream().mapToLong(ReportDays::count).sum();
    }

    private static List<WantedWindow> byTurns(List<List<WantedWindow>> byAccount) {
        List<WantedWindow> all = new ArrayList<>();
        int longest = byAccount.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            for (List<WantedWindow> windows : byAccount) {
                if (i < windows.size()) {
                    all.add(windows.get(i));
                }
            }
        }
        return all;
    }
}
