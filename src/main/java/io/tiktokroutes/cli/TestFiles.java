package io.tiktokroutes.cli;

import io.tiktokroutes.mapping.MappingException;
import io.tiktokroutes.mapping.MappingTests;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.spelling.Spelling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the test files that are meant by what a user wrote. */
final class TestFiles {

    static final String TEST = ".test.yaml";

    private final Path folder;

    /**
     * @param folder where the tests are when nothing else is said
     */
    TestFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * The test files, each once.
     *
     * @param paths test files, mapping files, folders or names of mappings; empty for the folder
     * @throws StartupException when there is no such path, or no test
     */
    List<Path> find(List<Path> paths) throws StartupException {
        Set<Path> files = new LinkedHashSet<>();
        if (paths.isEmpty()) {
            MappingFolder.check(folder);
        }
        for (Path path : paths.isEmpty() ? List.of(folder) : paths) {
            add(path, files);
        }
        return List.copyOf(files);
    }

    private void add(Path path, Set<Path> files) throws StartupException {
        String text = path.toString();
        Path named = folder.resolve(text + TEST);
        if (Files.isDirectory(path)) {
            List<Path> inside = inside(path);
            if (inside.isEmpty()) {
                throw new StartupException(
                        "there is no test in " + path + "; write one (NAME" + TEST + ")");
            }
            files.addAll(inside);
        } else if (text.endsWith(MappingFolder.MAPPING) && Files.isRegularFile(path)) {
            files.add(beside(path));
        } else if (text.endsWith(TEST) && Files.isRegularFile(path)) {
            files.add(path.normalize());
        } else if (Files.isRegularFile(path)) {
            throw new StartupException(
                    path
                            + " is no test; a test file's name ends with "
                            + TEST
                            + ", a mapping's with "
                            + MappingFolder.MAPPING);
        } else if (Files.isRegularFile(named)) {
            files.add(named.normalize());
        } else {
            throw new StartupException("there is no file or folder " + path + near(path));
        }
    }

    private static Path beside(Path mapping) throws StartupException {
        String name = mapping.getFileName().toString();
        String base = name.substring(0, name.length() - MappingFolder.MAPPING.length());
        Path test = mapping.resolveSibling(base + TEST);
        if (!Files.isRegularFile(test)) {
            throw new StartupException("there is no test beside " + mapping + "; write " + test);
        }
        return test.normalize();
    }

    private String near(Path path) throws StartupException {
        Path parent = path.getParent();
        Path in = parent == null ? folder : parent;
        if (!Files.isDirectory(in)) {
            return "";
        }
        Set<String> known = new TreeSet<>();
        String written = path.getFileName().toString();
        for (Path file : inside(in)) {
            String name = file.getFileName().toString();
            boolean whole = parent != null || written.endsWith(TEST);
            known.add(whole ? in.resolve(name).toString() : nameOf(file));
        }
        return Spelling.hint(path.toString(), known);
    }

    /** The mapping that a test file tests. */
    static String nameOf(Path test) {
        String name = test.getFileName().toString();
        return name.substring(0, name.length() - TEST.length());
    }

    private static List<Path> inside(Path folder) throws StartupException {
        try {
            return MappingTests.files(folder).stream().map(Path::normalize).toList();
        } catch (MappingException e) {
            throw new StartupException(e.getMessage(), e);
        }
    }
}
