package io.tiktokroutes.sandbox.reports;

import io.tiktokroutes.sandbox.reports.Campaign.Ad;
import io.tiktokroutes.sandbox.reports.Campaign.AdGroup;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import io.tiktokroutes.sandbox.world.World.Advertiser;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the rows of a report from what each ad did on each day. */
final class GeneratedRows {

    private static final LocalDate EVER = LocalDate.of(2023, 11, 1);

    private final ReportQuery query;
    private final Settings settings;
    private final Instant now;
    private final Map<Map<String, String>, Totals> sums = new LinkedHashMap<>();
    private final Map<Map<String, String>, Subject> subjects = new LinkedHashMap<>();

    GeneratedRows(ReportQuery query, Settings settings, Instant now) {
        this.query = query;
        this.settings = settings;
        this.now = now;
    }

    List<Row> of(Advertiser advertiser) {
        ZonedDateTime known =
                now.minusSeconds(settings.number(Switch.REPORT_LATENCY_HOURS) * 3600)
                        .atZone(advertiser.zone());
        long extra = settings.number(Switch.REPORT_EXTRA_CAMPAIGNS);
        for (Campaign campaign : Catalog.of(advertiser.id(), extra)) {
            if (campaign.deleted() ? !query.showsDeleted() : query.onlyDeleted()) {
                continue;
            }
            for (AdGroup group : campaign.adGroups()) {
                for (Ad ad : group.ads()) {
                    Subject leaf = new Subject(advertiser, campaign, group, ad);
                    if (passes(leaf)) {
                        add(leaf, known);
                    }
                }
            }
        }
        List<Row> rows = new ArrayList<>(sums.size());
        sums.forEach((where, totals) -> rows.add(row(where, totals)));
        return rows;
    }

    private void add(Subject leaf, ZonedDateTime known) {
        if (query.showsIdle()) {
            totals(dimensions(leaf, null), leaf).about(leaf.group());
        }
        LocalDate today = known.toLocalDate();
        LocalDate from = query.from() == null ? EVER : query.from();
        LocalDate to = query.to() == null || query.to().isAfter(today) ? today : query.to();
        boolean restated = settings.on(Switch.REPORT_RESTATEMENT);
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            Facts facts = Facts.of(leaf.campaign(), leaf.ad().id(), day, today, restated);
            if (facts == null) {
                continue;
            }
            int hours = day.equals(today) ? known.getHour() + 1 : 24;
            Map<String, String> where = dimensions(leaf, day);
            if (query.hourly()) {
                for (int hour = 0; hour < hours; hour++) {
                    int part = hour;
                    where.put(
                            "stat_time_hour",
                            day + " " + Split.HOURS.values().get(hour) + ":00:00");
                    divide(leaf, where, facts.each(n -> Split.HOURS.part(n, part)), 0);
                }
            } else {
                divide(leaf, where, facts.each(n -> Split.HOURS.upTo(n, hours)), 0);
            }
        }
    }

    /** Goes on with the dimensions from this one: each divides what is left of the facts. */
    private void divide(Subject leaf, Map<String, String> where, Facts facts, int from) {
        for (int i = from; i < query.dimensions().size(); i++) {
            String name = query.dimensions().get(i);
            Split split =
                    name.equals("stat_time_hour") ? null : Split.of(name, leaf.advertiser().id());
            if (split != null) {
                for (int part = 0; part < split.values().size(); part++) {
                    int index = part;
                    where.put(name, split.values().get(part));
                    Facts share = facts.each(n -> split.part(n, index));
                    if (share.impressions() > 0) {
                        divide(leaf, where, share, i + 1);
                    }
                }
                return;
            }
        }
        totals(new LinkedHashMap<>(where), leaf).add(leaf.group(), facts);
    }

    private Totals totals(Map<String, String> where, Subject leaf) {
        subjects.putIfAbsent(where, leaf.at(query.rowLevel()));
        return sums.computeIfAbsent(where, any -> new Totals());
    }

    /** The dimensions in the order asked for; those that divide are filled in later. */
    private Map<String, String> dimensions(Subject leaf, LocalDate day) {
        Map<String, String> where = new LinkedHashMap<>();
        for (String name : query.dimensions()) {
            where.put(
                    name,
                    name.equals("stat_time_day")
                            ? day + " 00:00:00"
                            : ReportQuery.ID_DIMENSIONS.contains(name)
                                    ? leaf.at(query.rowLevel()).id()
                                    : "");
        }
        return where;
    }

    private Row row(Map<String, String> where, Totals totals) {
        Subject subject = subjects.get(where);
        boolean nameless =
                query.several() && query.rowLevel() == 0 && !where.containsKey("advertiser_id");
        return new Row(
                where,
                name -> {
                    if (MetricNames.level(name) >= 0) {
                        return nameless ? "0" : subject.attribute(name);
                    }
                    if (nameless && Metrics.isCost(name)) {
                        return Metrics.NONE;
                    }
                    return Metrics.value(name, totals);
                });
    }

    private boolean passes(Subject leaf) {
        return query.filters().stream()
                .allMatch(
                        filter ->
                                switch (filter.field()) {
                                    case "campaign_ids" -> filter.passes(leaf.campaign().id());
                                    case "adgroup_ids" -> filter.passes(leaf.group().id());
                                    case "ad_ids" -> filter.passes(leaf.ad().id());
                                    case "campaign_name" -> filter.passes(leaf.campaign().name());
                                    case "adgroup_name" -> filter.passes(leaf.group().name());
                                    case "ad_name" -> filter.passes(leaf.ad().name());
                                    case "objective_type" ->
                                            filter.passes(leaf.campaign().objective());
                                    default -> true; // statuses are seen to above, metrics below
                                });
    }
}
