package io.tiktokroutes.cli;

import io.tiktokroutes.audiences.ListedAudiences.Listed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code audiences} tells: those that routes fill, then those that routes filled once. */
final class AudienceTable {

    /**
     * One audience of one ad account.
     *
     * @param known null when there is none yet
     */
    record Line(
            String destination,
            String kind,
            String advertiser,
            String audience,
            String matchField,
            Listed known) {}

    private final List<Line> lines = new ArrayList<>();

    AudienceTable(List<WrittenAudience> written, List<Listed> listed) {
        Set<Listed> left = new LinkedHashSet<>(listed);
        for (WrittenAudience each : written) {
            for (String advertiser : each.advertisers()) {
                Optional<Listed> known =
                        listed.stream()
                                .filter(l -> l.destination().equals(each.destination()))
                                .filter(l -> l.advertiserId().equals(advertiser))
                                .findFirst();
                known.ifPresent(left::remove);
                lines.add(
                        new Line(
                                each.destination(),
                                each.kind(),
                                advertiser,
                                each.audience(),
                                each.matchField(),
                                known.orElse(null)));
            }
        }
        for (Listed each : left) {
            lines.add(
                    new Line(
                            each.destination(),
                            each.kind() + " (no route)",
                            each.advertiserId(),
                            each.name(),
                            each.matchField(),
                            each));
        }
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    /** In the largest unit that says enough. */
    static String age(Duration age) {
        if (age.toHours() >= 48) {
            return age.toDays() + " d ago";
        }
        if (age.toMinutes() >= 120) {
            return age.toHours() + " h ago";
        }
        return Math.max(0, age.toMinutes()) + " min ago";
    }
}
