package io.tiktokroutes.cli;

import io.tiktokroutes.Ports;
import io.tiktokroutes.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A working directory with the shipped routes and mappings, from which the program is started. */
final class Place {

    private static final Path JAR = Path.of("target", "tiktok-routes.jar").toAbsolutePath();

    private static final Path ARCHIVE = JAR.resolveSibling("tiktok-routes.jsa");

    private final Path folder;
    private final int port;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> jvmOptions = new ArrayList<>();
    private int starts;

    /**
     * @param folder an empty folder
     */
    Place(Path folder) {
        this(folder, "-XX:TieredStopAtLevel=1");
    }

    /** A place whose programs live long enough for the compiler to do its best. */
    static Place forThroughput(Path folder) {
        return new Place(folder, "-XX:+TieredCompilation");
    }

    private Place(Path folder, String compiler) {
        this.folder = folder;
        this.port = Ports.free();
        copy(Path.of("routes"), folder.resolve("routes"));
        copy(Path.of("mappings"), folder.resolve("mappings"));
        set("HTTP_PORT", "" + port);
        // many short lives on few cores: the quick compiler alone is ready sooner
        option(compiler).option("-Xmx512m");
        // as the launcher does
        option("-XX:SharedArchiveFile=" + ARCHIVE).option("-Xlog:disable");
        option("-Xlog:all=error:stderr");
    }

    static int freePort() {
        return Ports.free();
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets an environment variable of the programs started from now on; null takes it away. */
    Place set(String variable, String value) {
        if (value == null) {
            environment.remove(variable);
        } else {
            environment.put(variable, value);
        }
        return this;
    }

    Place option(String jvmOption) {
        jvmOptions.add(jvmOption);
        return this;
    }

    /** The settings that the command {@code sandbox} prints. */
    Place pointAt(Sandbox sandbox) {
        return set("TIKTOK_API_URL", sandbox.apiUrl())
                .set("TIKTOK_ACCESS_TOKEN", Sandbox.ACCESS_TOKEN)
                .set("TIKTOK_APP_ID", Sandbox.APP_ID)
                .set("TIKTOK_APP_SECRET", Sandbox.APP_SECRET)
                .set("TIKTOK_PIXEL_CODE", Sandbox.PIXEL_CODE)
                .set("TIKTOK_EVENT_SET_ID", Sandbox.EVENT_SET_ID)
                .set("CDP_API_URL", sandbox.cdpUrl())
                .set("CDP_PORTAL_ID", Sandbox.CDP_PORTAL_ID)
                .set("CDP_SOURCE_ID", Sandbox.CDP_SOURCE_ID)
                .set("CDP_TOKEN", Sandbox.CDP_TOKEN);
    }

    Path folder() {
        return folder;
    }

    int port() {
        return port;
    }

    /** Writes a file of the folder anew. */
    Place write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Exchanges a text that must stand in a file of the folder. */
    Place edit(String file, String before, String after) {
        try {
            String text = Files.readString(folder.resolve(file));
            if (!text.contains(before)) {
                throw new IllegalArgumentException(file + " does not hold: " + before);
            }
            return write(file, text.replace(before, after));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the packaged program; what this JVM has in its environment is not passed on. */
    Program start(String... arguments) {
        return startWith("", arguments);
    }

    /** The same with this on its standard input. */
    Program startWith(String input, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-jar");
        command.add(JAR.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
        // what the program prints shall be UTF-8 everywhere
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        Path log = folder.resolve("start-" + ++starts);
        write("start-" + starts + ".in", input);
        builder.redirectInput(folder.resolve("start-" + starts + ".in").toFile());
        return new Program(builder, port, log);
    }

    /** The embedded database; no program may run on it. */
    Connection database(String file) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + folder.resolve(file), "sa", "");
    }
}
