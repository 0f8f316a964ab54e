package io.tiktokroutes.sandbox.reports;

import io.tiktokroutes.sandbox.reports.Campaign.Ad;
import io.tiktokroutes.sandbox.reports.Campaign.AdGroup;
import io.tiktokroutes.sandbox.world.World.Advertiser;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes an advertiser's rows of a report from what each ad did on each day. A campaign's rows are
 * handed on before the next campaign is looked at, so that the whole is never held.
 *
 * @param known until when anything is known, in the advertiser's time zone
 * @param restated whether late conversions are only counted once they came
 */
record GeneratedRows(
        ReportQuery query,
        Advertiser advertiser,
        List<Campaign> campaigns,
        ZonedDateTime known,
        boolean restated) {

    /** What one row says, while it is summed up. */
    private record Cell(Subject subject, Totals totals) {}

    void each(Consumer<Row> sink) {
        Map<List<String>, Cell> cells = new LinkedHashMap<>();
        for (Campaign campaign : campaigns) {
            if (campaign.deleted() ? !query.showsDeleted() : query.onlyDeleted()) {
                continue;
            }
            for (AdGroup group : campaign.adGroups()) {
                for (Ad ad : group.ads()) {
                    Subject leaf = new Subject(advertiser, campaign, group, ad);
                    if (passes(leaf)) {
                        add(leaf, cells);
                    }
                }
            }
            if (query.rowLevel() > 0) {
                cells.forEach((where, cell) -> sink.accept(row(where, cell)));
                cells.clear();
            }
        }
        cells.forEach((where, cell) -> sink.accept(row(where, cell)));
    }

    private void add(Subject leaf, Map<List<String>, Cell> cells) {
        if (query.showsIdle()) {
            cell(cells, dimensions(leaf, ""), leaf).totals().about(leaf.group());
        }
        LocalDate today = known.toLocalDate();
        LocalDate from = query.from() == null ? Plans.FIRST : query.from();
        LocalDate to = query.to() == null || query.to().isAfter(today) ? today : query.to();
        long adId = Long.parseLong(leaf.ad().id());
        int hourAt = query.dimensions().indexOf("stat_time_hour");
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            Facts facts = Facts.of(leaf.campaign(), adId, day, today, restated);
            if (facts == null) {
                continue;
            }
            int hours = day.equals(today) ? known.getHour() + 1 : 24;
            String[] where = dimensions(leaf, day + " 00:00:00");
            if (hourAt < 0) {
                divide(leaf, where, facts.each(n -> Split.HOURS.upTo(n, hours)), 0, cells);
                continue;
            }
            int done = 0;
            for (int hour = 0; hour < hours; hour++) {
                if (skipped(day, hour)) {
                    continue; // what would have been in it comes in the next one
                }
                int first = done;
                int last = hour + 1;
                where[hourAt] = day + " " + Split.HOURS.values().get(hour) + ":00:00";
                divide(
                        leaf,
                        where,
                        facts.each(n -> Split.HOURS.upTo(n, last) - Split.HOURS.upTo(n, first)),
                        0,
                        cells);
                done = last;
            }
        }
    }

    /** Whether clocks jump over this hour, as they do on one day in spring. */
    private boolean skipped(LocalDate day, int hour) {
        return day.atTime(hour, 0).atZone(advertiser.zone()).getHour() != hour;
    }

    /** Goes on with the dimensions from this one: each divides what is left of the facts. */
    private void divide(
            Subject leaf, String[] where, Facts facts, int from, Map<List<String>, Cell> cells) {
        for (int i = from; i < where.length; i++) {
            Split split = Split.of(query.dimensions().get(i), advertiser.id());
            if (split != null) {
                for (int part = 0; part < split.values().size(); part++) {
                    int index = part;
                    where[i] = split.values().get(part);
                    Facts share = facts.each(n -> split.part(n, index));
                    if (share.impressions() > 0) {
                        divide(leaf, where, share, i + 1, cells);
                    }
                }
                return;
            }
        }
        cell(cells, where, leaf).totals().add(leaf.group(), facts);
    }

    private Cell cell(Map<List<String>, Cell> cells, String[] where, Subject leaf) {
        Cell there = cells.get(Arrays.asList(where));
        if (there == null) {
            there = new Cell(leaf.at(query.rowLevel()), new Totals());
            cells.put(List.of(where), there);
        }
        return there;
    }

    /** The dimensions in the order asked for; those that divide are filled in later. */
    private String[] dimensions(Subject leaf, String day) {
        String[] where = new String[query.dimensions().size()];
        for (int i = 0; i < where.length; i++) {
            String name = query.dimensions().get(i);
            int level = ReportRules.ID_DIMENSIONS.indexOf(name);
            where[i] = level >= 0 ? leaf.at(level).id() : name.equals("stat_time_day") ? day : "";
        }
        return where;
    }

    private Row row(List<String> where, Cell cell) {
        boolean nameless =
                query.several()
                        && query.rowLevel() == 0
                        && !query.dimensions().contains("advertiser_id");
        return new Row(
                query.dimensions(),
                where,
                name -> {
                    if (MetricNames.level(name) >= 0) {
                        return nameless ? "0" : cell.subject().attribute(name);
                    }
                    if (nameless && Metrics.isCost(name)) {
                        return Metrics.NONE;
                    }
                    return Metrics.value(name, cell.totals());
                });
    }

    private boolean passes(Subject leaf) {
        for (Filter filter : query.filters()) {
            boolean passes =
                    switch (filter.field()) {
                        case "campaign_ids" -> filter.passes(leaf.campaign().id());
                        case "adgroup_ids" -> filter.passes(leaf.group().id());
                        case "ad_ids" -> filter.passes(leaf.ad().id());
                        case "campaign_name" -> filter.passes(leaf.campaign().name());
                        case "adgroup_name" -> filter.passes(leaf.group().name());
                        case "ad_name" -> filter.passes(leaf.ad().name());
                        case "objective_type" -> filter.passes(leaf.campaign().objective());
                        case "buying_type" -> filter.passes("AUCTION"); // there are no others
                        default -> true; // statuses are seen to above, metrics later
                    };
            if (!passes) {
                return false;
            }
        }
        return true;
    }
}
