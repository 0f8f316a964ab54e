package io.tiktokroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a person saves, reading it works or tells the mistakes with their places. */
class AnyTextTest {

    private static final Path FOLDER = Path.of("mappings");

    /** All that ends a line in YAML. */
    private static final Pattern BREAK = Pattern.compile("\\R");

    /** The files of the folder and the mappings of every kind, by their paths. */
    private static final Map<String, String> FILES = files();

    /**
     * A file that somebody has changed.
     *
     * @param file its path
     * @param text what stands in it now
     */
    record Saved(String file, String text) {

        String name() {
            String name = file.substring(file.lastIndexOf('/') + 1);
            return name.replaceFirst("(\\.mapping|\\.test)?\\.(yaml|csv)$", "");
        }

        boolean isTest() {
            return file.endsWith(".test.yaml");
        }

        boolean isLookup() {
            return file.startsWith("mappings/lookups/");
        }
    }

    private static Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        files.put("mappings/lenient.mapping.yaml", EveryKind.LENIENT);
        files.put("mappings/strict.mapping.yaml", EveryKind.STRICT);
        files.put("mappings/lookups/cells.csv", "in,out\na,1\n\"b, c\",\"2 \"\"x\"\"\"\n");
        try (Stream<Path> found = Files.walk(FOLDER)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(file.toString().replace('\\', '/'), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    @Provide
    Arbitrary<Saved> changed() {
        return Combinators.combine(Tape.numbers(2), Tape.numbers(6).list().ofMaxSize(5))
                .as(
                        (first, changes) -> {
                            String file = new Tape(first).one(List.copyOf(FILES.keySet()));
                            String text = FILES.get(file);
                            for (List<Integer> change : changes) {
                                text = Change.of(text, new Tape(change));
                            }
                            return new Saved(file, text);
                        });
    }

    @Provide
    Arbitrary<Saved> madeUp() {
        Arbitrary<String> texts =
                Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(60),
                        Arbitraries.strings()
                                .withChars("rows: -{}[],\n&*!|>'\"%@`#?a\t")
                                .ofMaxLength(60));
        return Combinators.combine(Arbitraries.of(List.copyOf(FILES.keySet())), texts)
                .as(Saved::new);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aChangedFileIsReadOrItsMistakesAreTold(@ForAll("changed") Saved saved) {
        assertReadOrTold(saved);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anyTextIsReadOrItsMistakesAreTold(@ForAll("madeUp") Saved saved) {
        assertReadOrTold(saved);
    }

    private static void assertReadOrTold(Saved saved) {
        try {
            assertThat(read(saved)).isNotNull();
        } catch (MappingException e) {
            assertThat(e.all()).isNotEmpty();
            int lines = BREAK.split(saved.text(), -1).length;
            for (MappingException mistake : e.all()) {
                assertThat(mistake.file()).isEqualTo(saved.file());
                assertThat(mistake.problem()).isNotBlank().doesNotContain("Exception");
                assertThat(mistake.line()).isBetween(1, lines);
                assertThat(mistake.column()).isPositive();
            }
        }
    }

    private static Object read(Saved saved) throws MappingException {
        if (saved.isTest()) {
            return new CaseReader(saved.file(), saved.name()).read(saved.text());
        }
        if (saved.isLookup()) {
            return new LookupReader(saved.name(), saved.file(), name -> null).read(saved.text());
        }
        Map<String, MappingReader.Text> texts = new HashMap<>();
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Saved other = new Saved(file.getKey(), file.getValue());
            if (!other.isTest() && !other.isLookup()) {
                texts.put(other.name(), new MappingReader.Text(other.file(), other.text()));
            }
        }
        texts.put(saved.name(), new MappingReader.Text(saved.file(), saved.text()));
        return new MappingReader(AnyTextTest::property, lookups(), texts).read(saved.name());
    }

    private static String property(String name) {
        return name.equals("land") ? "FR" : null;
    }

    /** Those of the folder by name; what stands in them does not matter here. */
    private static Map<String, Lookup> lookups() {
        List<String> names = new ArrayList<>();
        for (String file : FILES.keySet()) {
            Saved lookup = new Saved(file, "");
            if (lookup.isLookup()) {
                names.add(lookup.name());
            }
        }
        Map<String, Lookup> lookups = new HashMap<>();
        names.forEach(name -> lookups.put(name, new Lookup(name, "", Map.of())));
        return lookups;
    }
}
