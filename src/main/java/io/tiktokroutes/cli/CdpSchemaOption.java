package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.cdp.CdpSchemaFiles;
import io.tiktokroutes.runtime.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --write-schema}: keeps what was listed for lint and editors. */
final class CdpSchemaOption {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--write-schema",
            description =
                    "Write what is listed as schemas into the folder schemas of the mappings, so"
                            + " that lint and editors know the columns.")
    private boolean write;

    @Option(names = "--mappings", paramLabel = "DIR", description = "Folder of the mapping files.")
    private Path mappings = Path.of("mappings");

    boolean isSet() {
        return write;
    }

    /**
     * Writes a schema.
     *
     * @return where it stands
     * @throws StartupException when there is one that somebody wrote by hand, or it cannot be
     *     written
     */
    Path write(String name, ObjectNode schema) throws StartupException {
        if (!name.matches("[A-Za-z0-9_-]+")) {
            throw new StartupException("'" + name + "' cannot be the name of a schema file");
        }
        Path file = mappings.resolve("schemas").resolve(name + ".schema.json");
        try {
            if (Files.exists(file) && !Files.readString(file).contains(CdpSchemaFiles.MARK)) {
                throw new StartupException(
                        file + " was written by hand; move it away, and run this again");
            }
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n");
            return file;
        } catch (IOException e) {
            throw new StartupException(file + " cannot be written: " + e, e);
        }
    }
}
