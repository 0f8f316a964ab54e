package io.tiktokroutes.lint.routes;

import io.tiktokroutes.audiences.AudienceParameters;
import io.tiktokroutes.audiences.FileParameters;
import io.tiktokroutes.events.SinkParameters;
import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.mapping.MappingTable;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.KameletFile;
import io.tiktokroutes.routefile.Position;
import io.tiktokroutes.schema.RecordSchemas;
import io.tiktokroutes.segment.SegmentParameters;
import io.tiktokroutes.warehouse.SyncParameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the parameters of sinks, and of the source that reads a warehouse, in their own words, as
 * far as their values are known.
 */
public final class SinkCheck {

    /** The bean that sends events; a kamelet that calls it takes the parameters of its sink. */
    private static final String SENDER = "tiktok-events";

    /** The same for the calls of Segment. */
    private static final String SEGMENT = "segment-calls";

    /** The same for lists of members. */
    private static final String AUDIENCE_FILES = "tiktok-audience-files";

    /** The one that sends members of audiences. */
    static final String AUDIENCES = "tiktok-audiences";

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{\\??([^{}:]+)(?::([^{}]*))?}}");

    private final UnaryOperator<String> settings;
    private final RecordSchemas schemas;
    private final CdpSinkCheck cdp;

    /**
     * @param settings the value of a setting; null when it is not known
     * @param schemas which know the names of events
     * @param cdp knows the sinks for the CDP
     */
    public SinkCheck(UnaryOperator<String> settings, RecordSchemas schemas, CdpSinkCheck cdp) {
        this.settings = settings;
        this.schemas = schemas;
        this.cdp = cdp;
    }

    /** True for a kamelet whose sink knows what its parameters must be. */
    static boolean concerns(KameletFile kamelet) {
        return calls(kamelet, SENDER)
                || calls(kamelet, SyncPlaces.SOURCE)
                || calls(kamelet, SEGMENT)
                || calls(kamelet, AUDIENCE_FILES)
                || calls(kamelet, AUDIENCES)
                || calls(kamelet, CdpSinkCheck.EVENTS)
                || calls(kamelet, CdpSinkCheck.OBJECTS);
    }

    static boolean calls(KameletFile kamelet, String bean) {
        return kamelet.template()
                .findValue("", value -> value.key().equals("ref") && value.value().equals(bean))
                .isPresent();
    }

    void check(String file, EndpointUse use, KameletFile kamelet, List<Finding> findings) {
        Map<String, String> known = known(use, kamelet);
        if (calls(kamelet, SENDER)) {
            List<SinkParameters.Mistake> mistakes = SinkParameters.mistakes(known, schemas);
            mistakes.forEach(m -> findings.add(wrong(file, use, m.parameter(), m.problem())));
            if (mistakes.isEmpty()) {
                mapping(known.getOrDefault("mapping", ""))
                        .flatMap(table -> StaticEventName.problem(known, table))
                        .ifPresent(problem -> findings.add(wrong(file, use, "eventName", problem)));
            }
        } else if (calls(kamelet, SyncPlaces.SOURCE)) {
            SyncParameters.mistakes(known)
                    .forEach((name, problem) -> findings.add(wrong(file, use, name, problem)));
        } else if (calls(kamelet, SEGMENT)) {
            SegmentParameters.mistakes(known)
                    .forEach((name, problem) -> findings.add(wrong(file, use, name, problem)));
        } else if (calls(kamelet, AUDIENCE_FILES)) {
            FileParameters.mistakes(known)
                    .forEach((name, problem) -> findings.add(wrong(file, use, name, problem)));
        } else if (calls(kamelet, AUDIENCES)) {
            AudienceParameters.mistakes(known)
                    .forEach((name, problem) -> findings.add(wrong(file, use, name, problem)));
        } else {
            findings.addAll(
                    cdp.findings(
                            calls(kamelet, CdpSinkCheck.OBJECTS),
                            known,
                            file,
                            parameter -> placeOf(use, parameter)));
        }
    }

    private static Finding wrong(String file, EndpointUse use, String parameter, String problem) {
        return Finding.error(file, placeOf(use, parameter), Rule.BAD_VALUE, problem);
    }

    /** The mapping of that name, if it can be read. */
    Optional<MappingTable> mapping(String name) {
        return cdp.mapping(name);
    }

    static Position placeOf(EndpointUse use, String parameter) {
        EndpointUse.Parameter set = use.parameters().get(parameter);
        return set == null ? use.at() : set.valueAt();
    }

    /** The parameters of a sink whose values are known, defaults among them. */
    Map<String, String> known(EndpointUse use, KameletFile kamelet) {
        Map<String, String> known = new TreeMap<>();
        for (KameletFile.Parameter declared : kamelet.parameters().values()) {
            EndpointUse.Parameter set = use.parameters().get(declared.name());
            String written = set == null ? declared.fallback() : set.value();
            value(written).ifPresent(value -> known.put(declared.name(), value));
        }
        return known;
    }

    /** The value with its settings filled in; empty when one of them is not known. */
    private Optional<String> value(String written) {
        if (written == null || written.contains("${") || written.startsWith("#")) {
            return Optional.empty();
        }
        StringBuilder filled = new StringBuilder();
        Matcher found = PLACEHOLDER.matcher(written);
        while (found.find()) {
            String value = settings.apply(found.group(1).strip());
            if (value == null) {
                return Optional.empty();
            }
            String fallback = found.group(2) == null ? "" : found.group(2);
            found.appendReplacement(
                    filled, Matcher.quoteReplacement(value.isEmpty() ? fallback : value));
        }
        found.appendTail(filled);
        return filled.indexOf("{{") >= 0 ? Optional.empty() : Optional.of(filled.toString());
    }
}
