package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Project;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.spelling.Spelling;
import io.tiktokroutes.warehouse.Model;
import io.tiktokroutes.warehouse.SelectedColumns;
import io.tiktokroutes.warehouse.SqlText;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the sources of a file that read a warehouse: model, key, mode and where the rows go. */
final class WarehouseCheck {

    private final SyncPlaces places;
    private final Optional<Models> models;

    /**
     * @param models the files that a source may name; empty when somebody else checks them
     */
    WarehouseCheck(SyncPlaces places, Optional<Models> models) {
        this.places = places;
        this.models = models;
    }

    List<Finding> findings(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (SyncPlaces.Source source : places.sources(file)) {
            checkModel(source, findings);
            checkWay(source, findings);
            if (source.mode().equals("all") && !source.value("writeBack").isBlank()) {
                findings.add(
                        error(
                                source,
                                "writeBack",
                                Rule.BAD_VALUE,
                                "mode all compares nothing, so there are no changes to write back;"
                                        + " take writeBack out, or write mode: mirror"));
            }
        }
        return findings;
    }

    private void checkModel(SyncPlaces.Source source, List<Finding> findings) {
        String model = source.value("model").strip();
        if (!source.knows("model")) {
            return;
        }
        Optional<String> query = Optional.empty();
        if (model.isEmpty()) {
            findings.add(
                    error(
                            source,
                            "model",
                            Rule.MODEL_FILE,
                            "model is empty; write the name of a file in models/, or a query"));
            return;
        }
        if (Model.isText(model)) {
            query = Optional.of(model);
            SqlText.mistake(model)
                    .ifPresent(
                            m ->
                                    findings.add(
                                            error(source, "model", Rule.MODEL_FILE, m.problem())));
        } else if (models.isPresent()) {
            if (!Files.isRegularFile(models.get().fileOf(model))) {
                findings.add(
                        error(source, "model", Rule.UNKNOWN_MODEL, unknown(models.get(), model)));
            }
            query = models.get().text(model);
        }
        checkKey(source, query.filter(text -> SqlText.mistake(text).isEmpty()), findings);
    }

    private static String unknown(Models models, String model) {
        String hint = Spelling.hint(model, models.names());
        return "there is no model '"
                + model
                + "'"
                + (hint.isEmpty() ? "; write " + Project.nameOf(models.fileOf(model)) : hint);
    }

    private static void checkKey(
            SyncPlaces.Source source, Optional<String> query, List<Finding> findings) {
        String key = source.value("primaryKey").strip();
        Optional<List<String>> columns = query.flatMap(SelectedColumns::of);
        if (isOne(key)
                && columns.isPresent()
                && columns.get().stream().noneMatch(key::equalsIgnoreCase)) {
            findings.add(
                    error(
                            source,
                            "primaryKey",
                            Rule.MODEL_KEY,
                            "the model has no column '"
                                    + key
                                    + "'"
                                    + Spelling.hintOrAll(key, columns.get())));
        }
    }

    /** What is no column at all is told by the source. */
    private static boolean isOne(String key) {
        return !key.isEmpty() && !key.contains(",");
    }

    /** Rows of mode all go to the sink as one whole, all others into an inbox. */
    private void checkWay(SyncPlaces.Source source, List<Finding> findings) {
        List<EndpointUse> targets = source.targets();
        Optional<EndpointUse> inbox = targets.stream().filter(SinkPlaces::isInbox).findFirst();
        if (source.mode().equals("all")) {
            if (inbox.isPresent()) {
                findings.add(
                        Finding.error(
                                source.file().name(),
                                inbox.get().at(),
                                Rule.SYNC_MODE,
                                "mode all hands on the whole result as one, which an inbox cannot"
                                        + " keep together; write"
                                        + " kamelet:tiktok-audience-file-sink here, or mode:"
                                        + " mirror above"));
            }
            targets.stream()
                    .filter(places::takesRecords)
                    .forEach(sink -> findings.add(tooEarly(source, sink, true)));
        } else if (!source.mode().isEmpty() && inbox.isEmpty()) {
            Optional<EndpointUse> sink = targets.stream().filter(places::takesRecords).findFirst();
            if (sink.isPresent()) {
                findings.add(tooEarly(source, sink.get(), false));
            } else if (targets.isEmpty()) {
                findings.add(
                        Finding.error(
                                source.file().name(),
                                source.use().at(),
                                Rule.SYNC_MODE,
                                "the rows go nowhere; write a step to inbox:"
                                        + source.name()
                                        + ", and a route from it to a destination"));
            }
        }
    }

    private static Finding tooEarly(SyncPlaces.Source source, EndpointUse sink, boolean all) {
        String problem =
                all
                        ? " takes records of an inbox, and mode all hands on the whole result as"
                                + " one; write kamelet:tiktok-audience-file-sink here, or another"
                                + " mode above and a step to inbox:"
                        : " takes records of an inbox, which keeps them until they are delivered;"
                                + " write a step to inbox:";
        return Finding.error(
                source.file().name(),
                sink.at(),
                Rule.SYNC_MODE,
                sink.name() + problem + source.name() + " here, and the sink into a route from it");
    }

    private static Finding error(
            SyncPlaces.Source source, String parameter, Rule rule, String problem) {
        return Finding.error(source.file().name(), source.placeOf(parameter), rule, problem);
    }
}
