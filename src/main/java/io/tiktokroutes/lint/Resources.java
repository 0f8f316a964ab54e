package io.tiktokroutes.lint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Files on the class path, in folders or jars. */
public final class Resources {

    private Resources() {}

    /** The names of the files directly in a folder, such as {@code kamelets}. */
    public static Set<String> names(String folder) {
        Set<String> names = new TreeSet<>();
        try {
            for (URL place : Collections.list(loader().getResources(folder))) {
                if (place.openConnection() instanceof JarURLConnection jar) {
                    String prefix = folder + "/";
                    jar.getJarFile().stream()
                            .map(entry -> entry.getName())
                            .filter(name -> name.startsWith(prefix))
                            .map(name -> name.substring(prefix.length()))
                            .filter(name -> !name.isEmpty() && name.indexOf('/') < 0)
                            .forEach(names::add);
                } else {
                    names.addAll(filesIn(Path.of(place.toURI())));
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the class path cannot be read: " + folder, e);
        }
        return names;
    }

    /** The names of the files directly in a folder of the disk; none when there is no folder. */
    public static Set<String> filesIn(Path folder) throws IOException {
        Set<String> names = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(Files::isRegularFile)
                        .forEach(file -> names.add(file.getFileName().toString()));
            }
        }
        return names;
    }

    /** The text of a file, if it is there. */
    public static Optional<String> text(String path) {
        try (InputStream in = loader().getResourceAsStream(path)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassLoader loader() {
        return Resources.class.getClassLoader();
    }
}
