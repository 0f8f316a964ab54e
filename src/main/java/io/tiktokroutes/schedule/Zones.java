package io.tiktokroutes.schedule;

import io.tiktokroutes.spelling.Spelling;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Time zones by their IANA name. */
public final class Zones {

    private static final String SUCH = "; write one such as Europe/Berlin or UTC";

    private Zones() {}

    /**
     * @throws ScheduleException when there is no such zone, with the one that was perhaps meant
     */
    public static ZoneId of(String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new ScheduleException("there is no time zone '" + name + "'" + hint(name));
        }
    }

    /** What is wrong with the name of a zone, and what to write; empty when nothing is. */
    public static Optional<String> wrong(String name) {
        try {
            of(name);
            return Optional.empty();
        } catch (ScheduleException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** A city is mostly written without its continent. */
    private static String hint(String name) {
        Set<String> zones = new TreeSet<>(ZoneId.getAvailableZoneIds());
        String city = "/" + name.strip().replace(' ', '_').toLowerCase(Locale.ROOT);
        for (String zone : zones) {
            if (zone.toLowerCase(Locale.ROOT).endsWith(city)) {
                return "; did you mean '" + zone + "'?";
            }
        }
        String near = Spelling.hint(name, zones);
        return near.isEmpty() ? SUCH : near;
    }
}
