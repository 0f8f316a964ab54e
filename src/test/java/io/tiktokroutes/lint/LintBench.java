package io.tiktokroutes.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A project in a folder of its own, whose files a test writes. */
final class LintBench {

    /** A route file without a mistake; a test spoils one line of it. */
    static final String LEADS =
            """
            - route:
                id: leads-intake
                description: New leads are kept
                from:
                  uri: kamelet:tiktok-lead-source
                  parameters:
                    name: leads
                    schedule: 0 0/10 * * * ?
                    pollMillis: 2000
                  steps:
                    - to:
                        uri: inbox:leads
            - route:
                id: leads-to-cdp
                description: Leads reach the CDP
                from:
                  uri: inbox:leads
                  parameters:
                    batchSize: 100
                  steps:
                    - to:
                        uri: kamelet:cdp-object-sink
                        parameters:
                          destination: cdp-customers
                          mapping: lead-to-customer
                          object: customers
                          writeMode: insert_all
            """;

    static final String CUSTOMER =
            """
            description: A lead becomes a customer
            rows:
              - { to: id, from: email, hash: md5 }
            """;

    private final Path root;

    LintBench(Path root) {
        this.root = root;
        write("routes/leads.camel.yaml", LEADS);
        write("mappings/lead-to-customer.mapping.yaml", CUSTOMER);
        write(
                "mappings/lead-to-customer.test.yaml",
                """
                tests:
                  - name: a lead
                    input: { email: a }
                    output: { id: 0cc175b9c0f1b6a831c399e269772661 }
                """);
    }

    LintBench write(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Writes the file anew with something in place of what must stand there. */
    LintBench edit(String file, String before, String after) {
        try {
            String text = Files.readString(root.resolve(file));
            if (!text.contains(before)) {
                throw new IllegalArgumentException("no '" + before + "' in " + file);
            }
            return write(file, text.replace(before, after));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LintBench delete(String file) {
        try {
            Files.delete(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Report report(String... paths) {
        Project project =
                new Project(
                        root.resolve("routes"),
                        root.resolve("mappings"),
                        root.resolve("kamelets"),
                        root.resolve("application.properties"),
                        List.of(root.resolve("README.md"), root.resolve("docs")));
        List<Path> only = new ArrayList<>();
        for (String path : paths) {
            only.add(root.resolve(path));
        }
        try {
            return new Linter(project).run(only);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The findings as a person reads them, with paths from the project's folder. */
    List<String> found(String... paths) {
        String prefix = Project.nameOf(root) + "/";
        return report(paths).findings().stream()
                .map(finding -> finding.toString().replace(prefix, ""))
                .toList();
    }
}
