package io.tiktokroutes.reference;

import io.tiktokroutes.mapping.MappingException;
import io.tiktokroutes.mapping.MappingTable;
import io.tiktokroutes.mapping.MappingTests;
import io.tiktokroutes.mapping.Mappings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Gathers all reference pages of a project. */
final class Reference {

    private static final String KAMELETS = "src/main/resources/kamelets";
    private static final String SETTINGS = "src/main/resources/application.properties";
    private static final String KAMELET = ".kamelet.yaml";

    private final Path mappingFolder;
    private final Path root;
    private final SettingsFile settings;
    private final Map<String, String> pages = new TreeMap<>();
    private final Map<String, Set<String>> readers = new TreeMap<>();

    private Reference(Path root) throws IOException {
        this.root = root;
        this.mappingFolder = root.resolve("mappings");
        this.settings = SettingsFile.read(root.resolve(SETTINGS));
    }

    /** The pages by their names below {@code docs/reference}. */
    static Map<String, String> pages(Path root) throws IOException, MappingException {
        Reference reference = new Reference(root);
        List<Kamelet> kamelets = reference.kamelets();
        reference.mappings();
        reference.routes();
        reference.pages.put(
                "settings.md", SettingsPage.of(reference.settings, SETTINGS, reference.readers));
        reference.pages.put("README.md", Indexes.reference(kamelets, KAMELETS, SETTINGS));
        return reference.pages;
    }

    private void mappings() throws IOException, MappingException {
        Mappings known = new Mappings(mappingFolder, settings::value);
        known.load();
        Map<String, MappingText> texts = new TreeMap<>();
        for (String name : known.names()) {
            texts.put(name, MappingText.read(mappingFolder, name));
        }
        Mappings named = named(texts);
        MappingTests tests = new MappingTests(known);
        Map<MappingTable, Integer> index = new LinkedHashMap<>();
        for (Map.Entry<String, MappingText> text : texts.entrySet()) {
            String name = text.getKey();
            MappingTable table = named.get(name).table();
            Path file = mappingFolder.resolve(name + ".test.yaml");
            List<MappingTests.Case> cases = Files.exists(file) ? tests.cases(file) : List.of();
            MappingPage page = new MappingPage(root, settings, table, text.getValue(), cases);
            pages.put("mappings/" + name + ".md", page.write());
            index.put(table, cases.size());
            String link = Markdown.link(Markdown.text(name), "mappings/" + name + ".md");
            text.getValue().properties().keySet().forEach(property -> read(property, link));
        }
        pages.put("mappings/README.md", Indexes.mappings(index));
    }

    /**
     * The mappings with the names of properties in place of their values where that is possible.
     */
    private Mappings named(Map<String, MappingText> texts) throws IOException, MappingException {
        UnaryOperator<String> values =
                property ->
                        texts.values().stream()
                                .map(text -> text.unmarked(property))
                                .filter(Objects::nonNull)
                                .findFirst()
                                .map(name -> "{{" + name + "}}")
                                .orElseGet(() -> settings.value(property));
        Mappings named = new Mappings(mappingFolder, values);
        named.load();
        for (String name : texts.keySet()) {
            Path file = mappingFolder.resolve(name + ".mapping.yaml");
            named.activate(file, MappingText.marked(Files.readString(file)));
        }
        return named;
    }

    private List<Kamelet> kamelets() throws IOException {
        List<Kamelet> kamelets = new ArrayList<>();
        try (Stream<Path> files = Files.list(root.resolve(KAMELETS))) {
            for (Path file : files.filter(f -> f.toString().endsWith(KAMELET)).sorted().toList()) {
                Kamelet kamelet = Kamelet.read(file);
                kamelets.add(kamelet);
                ExampleRoute example = ExampleRoute.of(kamelet, root.resolve("routes"));
                String name = "kamelets/" + kamelet.name() + ".md";
                String from = KAMELETS + "/" + file.getFileName();
                pages.put(name, KameletPage.of(kamelet, from, example, settings));
                String link = Markdown.link(Markdown.text(kamelet.name()), name);
                Placeholders.in(Files.readString(file)).forEach(p -> read(p.name(), link));
            }
        }
        return kamelets;
    }

    private void routes() throws IOException {
        for (Path file : ExampleRoute.files(root.resolve("routes"))) {
            String name = "routes/" + root.resolve("routes").relativize(file);
            String shown = name.replace('\\', '/');
            String link = Markdown.link(Markdown.text(shown), "../../" + shown);
            Placeholders.in(Files.readString(file)).forEach(p -> read(p.name(), link));
        }
    }

    private void read(String property, String link) {
        readers.computeIfAbsent(property, p -> new LinkedHashSet<>()).add(link);
    }
}
