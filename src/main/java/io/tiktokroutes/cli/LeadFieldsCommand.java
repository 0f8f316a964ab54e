package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.leads.FormQuestions;
import io.tiktokroutes.leads.FormSchema;
import io.tiktokroutes.leads.LeadForm;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.schema.Column;
import io.tiktokroutes.schema.RecordSchemas;
import io.tiktokroutes.schema.SchemaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leads fields}: the questions of a form, and a schema of its leads for mappings. */
@Command(
        name = "fields",
        description = {
            "Prints the questions of a form, and writes the schema of its leads into the folder of"
                    + " the mappings, so that lint and your editor know the questions.",
            "Exit code 0; 1 when TikTok does not answer, 2 when there is no such form."
        },
        mixinStandardHelpOptions = true)
final class LeadFieldsCommand implements Callable<Integer> {

    @Option(
            names = "--form",
            paramLabel = "ID",
            required = true,
            description = "The form, by its number; see leads forms.")
    private String form;

    @Option(names = "--no-schema", description = "Only print the questions.")
    private boolean noSchema;

    @Option(names = "--mappings", paramLabel = "DIR", description = "Folder of the mapping files.")
    private Path mappings = Path.of("mappings");

    @Mixin private SettingsOption settings;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        String id = LeadDesk.id("--form", form);
        if (!noSchema && !Files.isDirectory(mappings)) {
            throw new StartupException(
                    "there is no folder " + mappings + "; name it with --mappings, or --no-schema");
        }
        return LeadDesk.work(spec, settings.read(), desk -> print(desk, desk.form(id)));
    }

    private int print(LeadDesk desk, LeadForm found) throws Exception {
        List<String> questions = FormQuestions.of(found, desk.tiktok());
        desk.out().println("Form " + found.pageId() + ": " + found.title());
        Lines lines = new Lines("question", "in a mapping");
        for (String question : questions) {
            lines.add(question.replaceAll("\\p{Cntrl}+", " "), "from: " + path(question));
        }
        lines.print(desk.out());
        if (!noSchema) {
            Path file = write(found, questions);
            desk.out().println();
            desk.out()
                    .println(
                            "Wrote "
                                    + file
                                    + "; a mapping that says 'source: "
                                    + FormSchema.name(found.pageId())
                                    + "' is checked against these questions.");
        }
        desk.out().flush();
        return 0;
    }

    /** As a row of a mapping writes it. */
    private static String path(String question) {
        return question.matches("[A-Za-z0-9_]+")
                ? question
                : "\"['"
                        + question.replace("'", "''").replace("\\", "\\\\").replace("\"", "\\\"")
                        + "']\"";
    }

    private Path write(LeadForm found, List<String> questions)
            throws IOException, StartupException {
        Path folder = mappings.resolve("schemas");
        Path file = folder.resolve(FormSchema.name(found.pageId()) + ".schema.json");
        if (Files.exists(file) && !FormSchema.isOurs(Files.readString(file))) {
            throw new StartupException(
                    file
                            + " was written, or changed, by somebody and is left as it is; move it"
                            + " away, or only print with --no-schema");
        }
        List<String> columns;
        try {
            columns =
                    new RecordSchemas(mappings)
                            .named(FormSchema.EVERY_LEAD).columns().stream()
                                    .map(Column::path)
                                    .filter(path -> path.matches("\\w+"))
                                    .toList();
        } catch (SchemaException e) {
            throw new StartupException(e.getMessage(), e);
        }
        Files.createDirectories(folder);
        // a running program never sees half of it
        Path whole = folder.resolve("." + file.getFileName() + ".new");
        try {
            Files.writeString(
                    whole,
                    new ObjectMapper()
                                    .writerWithDefaultPrettyPrinter()
                                    .writeValueAsString(FormSchema.of(found, columns, questions))
                            + System.lineSeparator());
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
        return file;
    }
}
