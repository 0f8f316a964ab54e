package io.tiktokroutes.cli;

import io.tiktokroutes.reports.ReportFreshness;
import io.tiktokroutes.reports.ReportFreshness.Read;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.schedule.Schedule;
import io.tiktokroutes.schedule.ScheduleException;
import io.tiktokroutes.schedule.Zones;
import io.tiktokroutes.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What {@code reports} tells of each report: how far it was read, and when it runs. */
final class ReportList {

    /**
     * One report.
     *
     * @param read how far, by ad account; none when nothing was read yet
     * @param next when its schedule is due; empty for a draft, or when nobody can tell
     */
    record Line(ReportFlow report, List<Read> read, Optional<Instant> next) {

        Optional<LocalDate> firstDay() {
            return read.stream().map(Read::firstDay).min(Comparator.naturalOrder());
        }

        /** Of the ad account that is furthest behind. */
        Optional<LocalDate> newestDay() {
            return read.stream().map(Read::newestDay).min(Comparator.naturalOrder());
        }

        /** Of all ad accounts together. */
        long days() {
            return read.stream().mapToLong(Read::days).sum();
        }

        /** Of the ad account that is furthest behind. */
        Optional<Instant> lastSuccess() {
            return read.stream().map(Read::lastSuccess).min(Comparator.naturalOrder());
        }
    }

    private final List<Line> lines = new ArrayList<>();

    /**
     * @param drafts whether they are told, too
     */
    ReportList(Settings settings, ReportFiles files, boolean drafts)
            throws StartupException, SQLException {
        List<Read> read = read(settings);
        List<ReportFlow> told = new ArrayList<>(files.active());
        if (drafts) {
            told.addAll(files.drafts());
        }
        for (ReportFlow report : told) {
            lines.add(
                    new Line(
                            report,
                            read.stream().filter(r -> r.report().equals(report.name())).toList(),
                            report.draft() ? Optional.empty() : next(report, settings)));
        }
    }

    List<Line> lines() {
        return lines;
    }

    private static List<Read> read(Settings settings) throws StartupException, SQLException {
        if (!Database.isMade(settings)) {
            return List.of();
        }
        try (Database database = Quiet.open(settings)) {
            return new ReportFreshness(new Sql(database.dataSource())).all();
        }
    }

    private static Optional<Instant> next(ReportFlow report, Settings settings) {
        try {
            String zone = report.parameter("timeZone");
            zone = zone.isEmpty() ? settings.get("schedules.zone") : zone;
            return Schedule.of(
                            report.parameter("schedule"),
                            zone.isEmpty() ? ZoneId.systemDefault() : Zones.of(zone))
                    .next(Instant.now());
        } catch (ScheduleException e) {
            return Optional.empty(); // lint tells what is wrong with it
        }
    }
}
