package io.tiktokroutes.lint;

import io.tiktokroutes.lint.docs.Snippet;
import io.tiktokroutes.lint.mappings.MappingFolder;
import io.tiktokroutes.lint.mappings.TestFileCheck;
import io.tiktokroutes.lint.routes.RouteRoom;
import io.tiktokroutes.lint.routes.Surroundings;
import io.tiktokroutes.lint.settings.SettingsCheck;
import io.tiktokroutes.lint.settings.SettingsFile;
import io.tiktokroutes.routefile.RouteFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks the examples in manuals like files, but for what they refer to outside of themselves. */
final class ManualCheck {

    private final Surroundings around;
    private final RouteRoom routes;
    private final SettingsCheck settings;
    private final Path folder;
    private final MappingFolder mappings;
    private final List<Finding> findings;

    /**
     * @param folder of the project's mappings
     * @param mappings those, one of which an example may extend
     * @param findings where to add what is wrong
     */
    ManualCheck(
            Surroundings around,
            RouteRoom routes,
            SettingsCheck settings,
            Path folder,
            MappingFolder mappings,
            List<Finding> findings) {
        this.around =
                new Surroundings(
                        around.kamelets(),
                        around.components(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        around.sinks());
        this.routes = routes;
        this.settings = settings;
        this.folder = folder;
        this.mappings = mappings;
        this.findings = findings;
    }

    /**
     * @param name how messages call the manual
     */
    void check(String name, String text) {
        for (Snippet snippet : Snippet.in(text)) {
            switch (snippet.kind()) {
                case ROUTES -> findings.addAll(routes.example(name, snippet.text(), around));
                case KAMELET -> findings.addAll(routes.kamelet(name, snippet.text()));
                case SETTINGS -> checkSettings(name, snippet.text());
                case MAPPING -> checkMapping(name, snippet.text());
                case TESTS -> checkTests(name, snippet.text());
            }
        }
    }

    private void checkSettings(String name, String text) {
        try {
            findings.addAll(settings.findings(SettingsFile.parse(name, text)));
        } catch (RouteFileException e) {
            findings.add(Finding.of(name, Rule.SETTINGS_FILE, e));
        }
    }

    private void checkMapping(String name, String text) {
        Path example = folder.resolve("example.mapping.yaml");
        findings.addAll(mappings.tryOut(example, name, text));
    }

    private void checkTests(String name, String text) {
        try {
            Path file = Files.createTempFile("example", ".test.yaml");
            try {
                Files.writeString(file, text);
                findings.addAll(TestFileCheck.findings(file, name, Set.of()));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
