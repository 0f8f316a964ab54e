package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The command {@code test}: which tests it runs, what it prints, and how it ends. */
class TestCommandTest {

    @TempDir private Path folder;

    @BeforeEach
    void write() throws IOException {
        write(
                "lead.mapping.yaml",
                """
                rows:
                  - { to: id, from: id, required: true }
                  - { to: name, from: "{{field:name}}" }
                """);
        write(
                "lead.test.yaml",
                """
                tests:
                  - { name: a lead with a name, input: { id: 1, name: Mai }, output: { id: 1, name: Mai } }
                  - { name: a lead without a name, input: { id: 1 }, output: { id: 1 } }
                  - { name: no id, input: {}, refused: MALFORMED }
                """);
    }

    private Path write(String file, String text) throws IOException {
        return Files.writeString(folder.resolve(file), text);
    }

    private Said test(String... more) {
        List<String> arguments = new ArrayList<>(List.of("test", "--mappings", folder.toString()));
        arguments.addAll(List.of(more));
        return Said.by(arguments.toArray(String[]::new));
    }

    private String at(String file) {
        return folder.resolve(file).toString();
    }

    @Test
    void theTestsThatComeWithTheProgramAreGreen() {
        Said said = Said.by("test");
        assertThat(said.err()).isEmpty();
        assertThat(said.code()).as(said.out()).isZero();
        assertThat(said.outLines())
                .anyMatch(l -> l.matches("commanders-act-to-tiktok-event +\\d+ passed"))
                .last()
                .asString()
                .matches("\\d+ passed in \\d+ files");
    }

    @Test
    void aGreenFileIsOneLine() {
        assertThat(test()).isEqualTo(new Said(0, "lead   3 passed\n", ""));
    }

    @Test
    void namesAreAligned() throws IOException {
        write("a-longer-name.mapping.yaml", "rows:\n  - { to: a, from: a }\n");
        write("a-longer-name.test.yaml", "tests:\n  - { name: n, input: {}, output: {} }\n");
        assertThat(test().out())
                .isEqualTo(
                        "a-longer-name   1 passed\nlead            3 passed\n4 passed in 2 files\n");
    }

    @Test
    void aFailureIsToldInFull() throws IOException {
        write(
                "lead.test.yaml",
                """
                tests:
                  - { name: good, input: { id: 1 }, output: { id: 1 } }
                  - name: bad
                    input: { id: 12345, name: Mai }
                    output: { id: 1, name: Mai Tran }
                """);
        assertThat(test())
                .isEqualTo(
                        new Said(
                                1,
                                """
                                lead   1 passed, 1 failed
                                  FILE:3: bad
                                    column   expected     got
                                    id       1            12345   row 1: from id
                                    name     "Mai Tran"   "Mai"   row 2: from name
                                """
                                        .replace("FILE", at("lead.test.yaml")),
                                ""));
    }

    @Test
    void verboseNamesEveryCase() {
        assertThat(test("--verbose").outLines())
                .containsExactly(
                        "lead   3 passed",
                        "  passed  a lead with a name",
                        "  passed  a lead without a name",
                        "  passed  no id");
    }

    @Test
    void filterChoosesCasesByTheirNames() throws IOException {
        write("other.mapping.yaml", "rows:\n  - { to: a, from: a }\n");
        write("other.test.yaml", "tests:\n  - { name: n, input: {}, output: {} }\n");
        assertThat(test("--filter", "A Lead").out()).isEqualTo("lead    2 passed\n");
        assertThat(test("--filter", "nothing"))
                .isEqualTo(
                        new Said(
                                2,
                                "",
                                "error: there is no test whose name contains 'nothing'; --verbose"
                                        + " names them\n"));
    }

    @Test
    void aPathIsATestAMappingANameOrAFolder() {
        Said green = new Said(0, "lead   3 passed\n", "");
        assertThat(Said.by("test", at("lead.test.yaml"))).isEqualTo(green);
        assertThat(Said.by("test", at("lead.mapping.yaml"))).isEqualTo(green);
        assertThat(Said.by("test", folder.toString())).isEqualTo(green);
        assertThat(test("lead")).isEqualTo(green);
        assertThat(test("lead", at("lead.test.yaml"), folder.toString())).isEqualTo(green);
    }

    @Test
    void whatIsNotThere() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        write("lonely.mapping.yaml", "rows:\n  - { to: a, from: a }\n");
        Path text = write("notes.txt", "");
        for (String[] mistake :
                new String[][] {
                    {"laed", "there is no file or folder laed; did you mean 'lead'?"},
                    {
                        at("laed.test.yaml"),
                        "there is no file or folder "
                                + at("laed.test.yaml")
                                + "; did you mean '"
                                + at("lead.test.yaml")
                                + "'?"
                    },
                    {
                        empty.toString(),
                        "there is no test in " + empty + "; write one (NAME.test.yaml)"
                    },
                    {
                        at("lonely.mapping.yaml"),
                        "there is no test beside "
                                + at("lonely.mapping.yaml")
                                + "; write "
                                + at("lonely.test.yaml")
                    },
                    {
                        text.toString(),
                        text
                                + " is no test; a test file's name ends with .test.yaml, a mapping's"
                                + " with .mapping.yaml"
                    }
                }) {
            assertThat(test(mistake[0])).isEqualTo(new Said(2, "", "error: " + mistake[1] + "\n"));
        }
        assertThat(Said.by("test", "--mappings", "nowhere").err())
                .startsWith("error: there is no folder nowhere; ");
        assertThat(test("--config", "nothing.properties").code()).isEqualTo(2);
    }

    @Test
    void allMistakesAreToldAndOtherFilesStillRun() throws IOException {
        write(
                "bad.mapping.yaml",
                "rows:\n  - { to: a, form: a }\n  - { to: b, from: b, as: txt }\n");
        write("bad.test.yaml", "tests:\n  - { nam: n, input: {}, output: {} }\n");
        write("gone.test.yaml", "tests:\n  - { name: n, input: {}, output: {} }\n");
        Said said = test();
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.outLines())
                .hasSize(8)
                .startsWith("bad    3 mistakes")
                .anyMatch(l -> l.startsWith("  " + at("bad.mapping.yaml") + ":2:14: error: "))
                .anyMatch(l -> l.startsWith("  " + at("bad.mapping.yaml") + ":3:27: error: "))
                .anyMatch(l -> l.startsWith("  " + at("bad.test.yaml") + ":2:7: error: "))
                .contains("gone   1 mistake", "lead   3 passed")
                .endsWith("3 passed, 4 mistakes in 3 files");
    }

    @Test
    void aPropertyOfACaseThatTheMappingCanNotTakeFailsTheCaseAlone() throws IOException {
        write(
                "lead.test.yaml",
                """
                tests:
                  - { name: good, input: { id: 1 }, output: { id: 1 } }
                  - { name: bad, properties: { field: "a[" }, input: { id: 1 }, output: { id: 1 } }
                """);
        Said said = test();
        assertThat(said.outLines()).startsWith("lead   1 passed, 1 failed");
        assertThat(said.out()).contains("lead.test.yaml:3: bad", "lead.mapping.yaml:3:23: error: ");
        assertThat(said.code()).isEqualTo(1);
    }

    @Test
    void propertiesOfTheSettingsFile() throws IOException {
        Path settings = write("my.properties", "field=id\n");
        assertThat(test("--config", settings.toString()).outLines())
                .startsWith("lead   1 passed, 2 failed");
    }

    @Test
    void coloursAreForTerminals() {
        Path file = Path.of("lead.test.yaml");
        StringWriter printed = new StringWriter();
        TestReport report = new TestReport(new PrintWriter(printed), true, false, List.of(file));
        List<TestedFile.TestedCase> cases =
                List.of(
                        new TestedFile.TestedCase("a", 1, "", 1),
                        new TestedFile.TestedCase("b", 2, "f:2: b\n    table", 1));
        report.print(new TestedFile("lead", file, cases, List.of("f:3:1: error: x")));
        assertThat(printed.toString().replace("\u001b", "^"))
                .isEqualTo(
                        """
                        lead   ^[32m1 passed^[0m, ^[31m1 failed^[0m, ^[31m1 mistake^[0m
                          f:3:1: error: x
                          ^[31mf:2: b^[0m
                            table
                        """);
        Streams terminal = new Streams(null, null, null, true, true);
        assertThat(terminal.colours(variable -> null)).isTrue();
        assertThat(terminal.colours(variable -> variable.equals("NO_COLOR") ? "1" : null))
                .isFalse();
        assertThat(terminal.colours(variable -> variable.equals("TERM") ? "dumb" : null)).isFalse();
        assertThat(new Streams(null, null, null, false, true).colours(variable -> null)).isFalse();
    }

    @Test
    void junitXml() throws Exception {
        write(
                "bad.test.yaml",
                """
                tests:
                  - name: "a <b> & \\"c\\" ]]> \\u0001 é"
                    input: { id: 1, name: "<&]]>\\u0001\\uD83C" }
                    output: { id: 2 }
                """);
        write("bad.mapping.yaml", Files.readString(folder.resolve("lead.mapping.yaml")));
        write("gone.test.yaml", "tests:\n  - { name: n, input: {}, output: {} }\n");
        Path file = folder.resolve("reports/xml/junit.xml");
        assertThat(test("--junit", file.toString()).code()).isEqualTo(1);
        Document xml =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        Element root = xml.getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("testsuites");
        assertThat(counts(root)).containsExactly("5", "1", "1");
        List<Element> suites = elements(root, "testsuite");
        assertThat(suites)
                .extracting(s -> s.getAttribute("name"))
                .containsExactly("bad", "gone", "lead");
        assertThat(counts(suites.get(0))).containsExactly("1", "1", "0");
        assertThat(counts(suites.get(1))).containsExactly("1", "0", "1");
        assertThat(counts(suites.get(2))).containsExactly("3", "0", "0");

        Element failed = elements(suites.get(0), "testcase").get(0);
        assertThat(failed.getAttribute("name")).isEqualTo("a <b> & \"c\" ]]> \uFFFD é");
        assertThat(failed.getAttribute("line")).isEqualTo("2");
        assertThat(failed.getAttribute("file")).isEqualTo(at("bad.test.yaml"));
        assertThat(elements(failed, "failure").get(0).getTextContent())
                .contains("bad.test.yaml:2: ", "column", "expected", "got", "<&]]>");
        assertThat(elements(suites.get(1), "error").get(0).getTextContent())
                .contains("there is no mapping 'gone'");
        assertThat(elements(suites.get(2), "testcase"))
                .extracting(c -> c.getAttribute("name"))
                .containsExactly("a lead with a name", "a lead without a name", "no id");
        assertThat(elements(suites.get(2), "testcase"))
                .allMatch(c -> Double.parseDouble(c.getAttribute("time")) >= 0)
                .allMatch(c -> c.getAttribute("classname").equals("lead"));
    }

    @Test
    void aJunitFileThatCanNotBeWrittenIsAMistake() {
        Said said = test("--junit", folder.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).startsWith("error: the JUnit file " + folder + " cannot be written");
    }

    private static List<String> counts(Element of) {
        return List.of(
                of.getAttribute("tests"), of.getAttribute("failures"), of.getAttribute("errors"));
    }

    private static List<Element> elements(Element in, String name) {
        NodeList found = in.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
