package io.tiktokroutes.lint;

import io.tiktokroutes.routefile.Position;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The texts of files, each read once; what cannot be read is a finding. */
final class Texts {

    private final Map<Path, Optional<String>> read = new HashMap<>();
    private final List<Finding> findings;

    /**
     * @param findings where to add what is wrong
     */
    Texts(List<Finding> findings) {
        this.findings = findings;
    }

    /** The text without a byte order mark; empty when the file cannot be read. */
    Optional<String> of(Path file) {
        return read.computeIfAbsent(file, this::load);
    }

    private Optional<String> load(Path file) {
        try {
            String text = Files.readString(file);
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            unreadable(file, "the file is not in UTF-8; save it as UTF-8");
        } catch (IOException e) {
            unreadable(file, "the file cannot be read; let this user read it");
        }
        return Optional.empty();
    }

    private void unreadable(Path file, String problem) {
        Rule rule =
                switch (FileKind.of(file)) {
                    case ROUTES, MANUAL -> Rule.ROUTE_FILE;
                    case MODEL -> Rule.MODEL_FILE;
                    case KAMELET -> Rule.KAMELET_FILE;
                    case LOOKUP -> Rule.LOOKUP_FILE;
                    case MAPPING -> Rule.MAPPING_FILE;
                    case TESTS -> Rule.TEST_FILE;
                    case SETTINGS -> Rule.SETTINGS_FILE;
                };
        findings.add(Finding.error(Project.nameOf(file), Position.START, rule, problem));
    }
}
