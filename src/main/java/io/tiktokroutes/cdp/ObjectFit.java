package io.tiktokroutes.cdp;

import io.tiktokroutes.spelling.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares a sink for an object and its mapping with what the CDP declares: what cannot be
 * delivered is told before anything is. A CDP that cannot be asked is no reason to complain.
 */
public final class ObjectFit {

    private final CdpDefinitions definitions;
    private final Map<String, String> set;
    private final List<CdpColumn> columns;

    /**
     * @param set the parameters of the sink whose values are known
     * @param columns what its mapping writes
     */
    public ObjectFit(CdpDefinitions definitions, Map<String, String> set, List<CdpColumn> columns) {
        this.definitions = definitions;
        this.set = set;
        this.columns = List.copyOf(columns);
    }

    /** Everything that is wrong. */
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        String code = set.getOrDefault("object", "").strip();
        Asked<CdpObject> object = definitions.object(code);
        if (object.isNone()) {
            String hint = Spelling.hintOrAll(code, objectsOfEvents());
            mistakes.add(Mistake.of("object", "the CDP has no object '" + code + "'" + hint));
        } else if (object.isFound()) {
            compare(object.value(), mistakes);
        }
        return mistakes;
    }

    private void compare(CdpObject object, List<Mistake> mistakes) {
        Fit fit = new Fit(set.getOrDefault("mapping", ""), columns, mistakes);
        String owner = "the object " + object.code();
        fit.unknown(
                "attributes",
                new AttributeCheck(owner, "", object.attributes(), Set.of()),
                "Business objects, " + object.code() + ", Attributes");
        if (!fit.any("id")) {
            fit.missing("every record", "id", "from: …");
        }
        String mode = set.getOrDefault("writeMode", "").strip();
        if (!mode.isEmpty() && !mode.startsWith("insert")) {
            return; // an update may leave out what it does not change
        }
        for (CdpAttribute each : object.required()) {
            String path = each.code().equals("name") ? "name" : "attributes." + each.code();
            boolean filled = each.code().equals("id") || fit.any(path) || fit.isWhole("attributes");
            if (!filled) {
                fit.missing(owner, path, "from: …");
            }
        }
    }

    /** The CDP lists objects by their events only. */
    private Set<String> objectsOfEvents() {
        Set<String> codes = new TreeSet<>();
        Asked<List<CdpEvent>> events = definitions.events(definitions.account().sourceId());
        if (events.isFound()) {
            for (CdpEvent event : events.value()) {
                codes.add(event.mainObject());
                codes.addAll(event.foreignObjects());
            }
            codes.remove("");
        }
        return codes;
    }
}
