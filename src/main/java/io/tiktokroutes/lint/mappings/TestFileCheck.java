package io.tiktokroutes.lint.mappings;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.mapping.MappingException;
import io.tiktokroutes.mapping.MappingTests;
import io.tiktokroutes.mapping.Mappings;
import io.tiktokroutes.routefile.Position;
import io.tiktokroutes.spelling.Spelling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks that test files can be read, and that there is something for each of them to test. */
public final class TestFileCheck {

    private static final String SUFFIX = ".test.yaml";

    private TestFileCheck() {}

    /**
     * @param name how messages call the file
     * @param mappings the names of the mappings there are; empty for an example in a manual
     */
    public static List<Finding> findings(Path file, String name, Set<String> mappings) {
        List<Finding> findings = new ArrayList<>();
        String mapping = file.getFileName().toString().replace(SUFFIX, "");
        if (!mappings.isEmpty() && !mappings.contains(mapping)) {
            findings.add(
                    Finding.error(
                            name,
                            Position.START,
                            Rule.TEST_FILE,
                            "there is no mapping '"
                                    + mapping
                                    + "' to test"
                                    + Spelling.hintOrAll(mapping, mappings)));
        }
        try {
            new MappingTests(new Mappings(file.toAbsolutePath().getParent(), p -> null))
                    .cases(file);
        } catch (MappingException e) {
            for (MappingException mistake : e.all()) {
                findings.add(
                        Finding.error(
                                name,
                                MappingFolder.place(mistake.line(), mistake.column()),
                                Rule.TEST_FILE,
                                mistake.problem()));
            }
        }
        return findings;
    }
}
