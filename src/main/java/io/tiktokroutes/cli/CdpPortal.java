package io.tiktokroutes.cli;

import io.tiktokroutes.cdp.Asked;
import io.tiktokroutes.cdp.CdpDefinitions;
import io.tiktokroutes.cdp.CdpEvent;
import io.tiktokroutes.cdp.CdpObject;
import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.spelling.Spelling;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The CDP for commands that list what it declares; what cannot be had is a user's mistake. */
final class CdpPortal implements AutoCloseable {

    private static final Duration CALL = Duration.ofSeconds(10);

    private final Settings settings;
    private final Connections connections;
    private final CdpDefinitions definitions;

    /**
     * @throws StartupException when a setting is missing
     */
    CdpPortal(Settings settings) throws StartupException {
        // what is worth telling stands in the lines; said before anybody loads the log
        System.setProperty("log.level", "off");
        this.settings = settings;
        if (settings.find("cdp.portal-id").isEmpty()) {
            throw new StartupException(settings.missing("cdp.portal-id"));
        }
        if (settings.find("cdp.token").isEmpty() && settings.find("cdp.client-id").isEmpty()) {
            throw new StartupException(
                    settings.missing("cdp.token") + "; or set cdp.client-id and cdp.client-secret");
        }
        connections = new Connections(settings, CALL, "");
        definitions = connections.cdp();
    }

    /**
     * The events of the source.
     *
     * @param source the {@code prop_id}; null for the one that is set
     */
    List<CdpEvent> events(String source) throws StartupException {
        if (source == null && settings.find("cdp.source-id").isEmpty()) {
            throw new StartupException(settings.missing("cdp.source-id"));
        }
        String asked = source == null ? settings.get("cdp.source-id") : source;
        return had(
                definitions.events(asked),
                "portal "
                        + settings.get("cdp.portal-id")
                        + " has no event source '"
                        + asked
                        + "'; write the number (prop_id) of one it has");
    }

    /** An object by its code. */
    CdpObject object(String code) throws StartupException {
        Asked<CdpObject> asked = definitions.object(code);
        return had(
                asked,
                "the CDP has no object '"
                        + code
                        + "'"
                        + (asked.isNone() ? Spelling.hintOrAll(code, objectsOfEvents()) : ""));
    }

    /** The same, for a schema that does without it. */
    Asked<CdpObject> ask(String code) {
        return definitions.object(code);
    }

    /** The codes of the objects that events are assigned to; the CDP lists no others. */
    Set<String> objectsOfEvents() throws StartupException {
        Set<String> codes = new TreeSet<>();
        for (CdpEvent event : events(null)) {
            codes.add(event.mainObject());
            codes.addAll(event.foreignObjects());
        }
        codes.remove("");
        return codes;
    }

    private static <T> T had(Asked<T> asked, String none) throws StartupException {
        if (asked.isFound()) {
            return asked.value();
        }
        throw new StartupException(asked.isNone() ? none : asked.why());
    }

    @Override
    public void close() {
        definitions.stop();
        connections.close();
    }
}
