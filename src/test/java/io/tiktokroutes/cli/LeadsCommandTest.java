package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.BothDatabases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands {@code leads forms}, {@code fields}, {@code test} and {@code pull}. */
class LeadsCommandTest {

    private static final String LIBRARY_FORM = "7300000000000000004";
    private static final String DRAFT = "7300000000000000003";
    private static final String NO_FORM = "7300000000000009999";

    private static Sandbox sandbox;

    @TempDir private Path folder;
    private String url;

    @BeforeAll
    static void begin() throws IOException {
        sandbox = Sandbox.start(0);
    }

    @AfterAll
    static void end() {
        sandbox.close();
    }

    @BeforeEach
    void settle() throws Exception {
        url = BothDatabases.h2(folder);
        control("/reset", "{}");
        control("/settings", "{\"qps\":0,\"lead_task_polls\":0}");
        Files.createDirectories(folder.resolve("mappings"));
        Files.createDirectories(folder.resolve("routes"));
        Files.copy(
                Path.of("routes/leads-to-cdp.camel.yaml"),
                folder.resolve("routes/leads-to-cdp.camel.yaml"));
        configure("");
    }

    private void configure(String more) throws IOException {
        Files.writeString(
                folder.resolve("settings"),
                """
                tiktok.api-url=%s
                tiktok.access-token=%s
                tiktok.advertiser-ids=%s,%s
                database.url=%s
                leads.poll-millis=1
                """
                                .formatted(
                                        sandbox.apiUrl(),
                                        Sandbox.ACCESS_TOKEN,
                                        Sandbox.ADVERTISER_ID,
                                        Sandbox.SECOND_ADVERTISER_ID,
                                        url)
                        + more,
                StandardCharsets.ISO_8859_1);
    }

    private static void control(String path, String body) throws IOException {
        assertThat(Web.post(sandbox.url() + "/_sandbox" + path, body).statusCode()).isEqualTo(200);
    }

    private static void submit(String form, String region, String name) throws IOException {
        control(
                "/forms/" + form + "/leads",
                "{\"answers\":{\"name\":\"%s\"},\"region\":\"%s\"}".formatted(name, region));
    }

    private Said leads(String... arguments) {
        List<String> all = new ArrayList<>(List.of("leads"));
        all.addAll(List.of(arguments));
        all.add("--config");
        all.add(folder.resolve("settings").toString());
        Said said = Said.by(all.toArray(String[]::new));
        assertThat(said.out() + said.err())
                .doesNotContain(Sandbox.ACCESS_TOKEN, "Exception", "\tat ");
        return said;
    }

    private Said pull(String... more) {
        List<String> all = new ArrayList<>(List.of("pull"));
        all.addAll(List.of("--routes", folder.resolve("routes").toString()));
        all.addAll(List.of("--mappings", folder.resolve("mappings").toString()));
        all.addAll(List.of(more));
        return leads(all.toArray(String[]::new));
    }

    private Said fields(String... more) {
        List<String> all = new ArrayList<>(List.of("fields"));
        all.addAll(List.of("--mappings", folder.resolve("mappings").toString()));
        all.addAll(List.of(more));
        return leads(all.toArray(String[]::new));
    }

    @Test
    @Tag("R-CDP-18")
    void thePublishedFormsOfAllAccountsAndOfTheLibrary() {
        Said said = leads("forms");
        assertThat(said.err()).isEmpty();
        assertThat(said.code()).isZero();
        assertThat(said.outLines())
                .containsExactly(
                        "form                 title                   status     held by"
                                + "                         updated (UTC)",
                        "7300000000000000001  Spring demo request     PUBLISHED  advertiser"
                                + " 7200000000000000001  2026-01-05 15:40:12",
                        "7300000000000000002  Probefahrt im Frühling  PUBLISHED  advertiser"
                                + " 7200000000000000001  2026-02-03 10:00:00",
                        "7300000000000000005  West Coast newsletter   PUBLISHED  advertiser"
                                + " 7200000000000000002  2026-01-10 18:00:00",
                        "7300000000000000004  Moved to the library    PUBLISHED  library"
                                + " 7600000000000000001     2025-11-02 09:00:00");
    }

    @Test
    @Tag("R-CDP-17")
    void theFormsOfOneAccount() {
        Said said = leads("forms", "--advertiser", Sandbox.SECOND_ADVERTISER_ID, "--all");
        assertThat(said.outLines()).hasSize(2).last().asString().contains("West Coast newsletter");
        assertThat(leads("forms", "--advertiser", Sandbox.ADVERTISER_ID, "--all").out())
                .contains(DRAFT, "EDITED");
    }

    @Test
    void whatCannotBeReadIsTold() throws Exception {
        Said foreign = leads("forms", "--advertiser", "7200000000000000099");
        assertThat(foreign.code()).isEqualTo(1);
        assertThat(foreign.errLines())
                .singleElement()
                .asString()
                .startsWith("error: advertiser 7200000000000000099: /page/get/ answered 40")
                .contains("must be admin of the ad account");
        control("/faults", "{\"path\":\"/page/library/get/\",\"code\":40001,\"times\":-1}");
        control("/settings", "{\"transferred_forms_listed\":true}");
        Said without = leads("forms");
        assertThat(without.code()).isZero();
        assertThat(without.out()).contains("Spring demo request", "TRANSFERRED  advertiser");
        assertThat(without.errLines())
                .singleElement()
                .asString()
                .startsWith("note: forms in a Business Center's library are not listed: ");
    }

    @ParameterizedTest
    @CsvSource({
        "forms --advertiser abc,--advertiser is 'abc'; write a number",
        "fields --form x1,--form is 'x1'; write a number",
        "test --form 73x,--form is '73x'; write a number",
        "pull --form 7300000000000000001;2,--form is '7300000000000000001;2'; write a number",
        "pull --region asia,'--region is ''asia''; write row, us or eu'",
        "fields,Missing required option: '--form=ID'"
    })
    void aMistakeIsOneLine(String written, String told) {
        Said said = leads(written.split(" "));
        assertThat(said.code()).as(said.out() + said.err()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.errLines()).first().asString().contains(told);
    }

    @Test
    @Tag("R-CDP-3")
    void aFormMustBeThere() {
        for (String command : List.of("fields", "test", "pull")) {
            Said said =
                    command.equals("pull")
                            ? pull("--form", NO_FORM)
                            : leads(command, "--form", NO_FORM);
            assertThat(said.code()).isEqualTo(2);
            assertThat(said.out()).isEmpty();
            assertThat(said.errLines()).singleElement().asString().contains(NO_FORM);
        }
    }

    @Test
    void withoutATokenThereIsOneLine() throws Exception {
        configure("tiktok.access-token=\n");
        Said said = leads("forms");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .isEqualTo(
                        "error: there is no access token; store one with authorize, or set"
                                + " tiktok.access-token\n");
        configure("tiktok.access-token=not-a-token\n");
        Said refused = leads("forms");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.errLines()).allMatch(l -> l.contains("40105"));
        assertThat(refused.err()).contains("give access again with authorize");
        configure("");
    }

    @Test
    @Tag("R-CDP-19")
    @Tag("R-CDP-20")
    @Tag("R-CDP-21")
    void theQuestionsOfAFormMakeASchemaThatMappingsAreCheckedAgainst() throws Exception {
        Said said = fields("--form", Sandbox.FORM_ID);
        assertThat(said.err()).isEmpty();
        Path schema =
                folder.resolve("mappings/schemas/tiktok-lead-" + Sandbox.FORM_ID + ".schema.json");
        assertThat(said.outLines())
                .containsExactly(
                        "Form 7300000000000000001: Spring demo request",
                        "question                      in a mapping",
                        "name                          from: name",
                        "email                         from: email",
                        "phone_number                  from: phone_number",
                        "Which product interests you?  from: \"['Which product interests you?']\"",
                        "",
                        "Wrote "
                                + schema
                                + "; a mapping that says 'source: tiktok-lead-7300000000000000001'"
                                + " is checked against these questions.");
        assertThat(said.code()).isZero();
        Path mapping = folder.resolve("mappings/ours.mapping.yaml");
        // the program may run as somebody else
        Path usual = Files.createFile(folder.resolve("usual"));
        assertThat(Files.getPosixFilePermissions(schema))
                .isEqualTo(Files.getPosixFilePermissions(usual));
        String text =
                """
                description: Ours
                source: tiktok-lead-7300000000000000001
                target: cdp-object
                rows:
                  - { to: id, from: id, as: string, required: true }
                  - { to: name, from: [name, first_name], required: true }
                  - { to: attributes.product, from: "['Which product interests you?']" }
                """;
        Files.writeString(mapping, text);
        Said good = Said.by("lint", mapping.toString());
        assertThat(good.out() + good.err()).doesNotContain("error:");
        assertThat(good.code()).isZero();
        Files.writeString(
                mapping,
                text.replace("product interests", "prodct interest").replace("[name", "[nam"));
        Said typed = Said.by("lint", mapping.toString());
        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out() + typed.err())
                .contains("ours.mapping.yaml:6:", "there is no column 'nam'", "did you mean 'name'")
                .contains("ours.mapping.yaml:7:", "did you mean", "Which product interests you?");
    }

    @Test
    void aSchemaThatSomebodyWroteIsLeftAsItIs() throws Exception {
        Path schema =
                folder.resolve("mappings/schemas/tiktok-lead-" + LIBRARY_FORM + ".schema.json");
        assertThat(fields("--form", LIBRARY_FORM, "--no-schema").out()).contains("from: email");
        assertThat(schema).doesNotExist();
        assertThat(fields("--form", LIBRARY_FORM).code()).isZero();
        String made = Files.readString(schema);
        assertThat(fields("--form", LIBRARY_FORM).code()).isZero();
        assertThat(schema).hasContent(made);
        String own = made.replaceFirst(".*\\$comment.*\\n", "");
        Files.writeString(schema, own);
        Said said = fields("--form", LIBRARY_FORM);
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errLines())
                .singleElement()
                .asString()
                .contains(schema.toString(), "is left as it is", "--no-schema");
        assertThat(schema).hasContent(own);
        assertThat(leads("fields", "--form", LIBRARY_FORM, "--mappings", "no-such").err())
                .contains("there is no folder no-such");
    }

    @Test
    @Tag("R-CDP-58")
    void aTestLeadIsMadeToldOfAndRemoved() {
        String routes = folder.resolve("routes").toString();
        String[] test = {"test", "--form", Sandbox.FORM_ID, "--routes", routes};
        String[] remove = {"test", "--form", Sandbox.FORM_ID, "--routes", routes, "--remove"};
        assertThat(leads(remove).out()).isEqualTo("Form 7300000000000000001 has no test lead.\n");
        Said made = leads(test);
        assertThat(made.code()).isZero();
        assertThat(made.outLines().get(0))
                .matches("Test lead 74\\d{17} of form " + Sandbox.FORM_ID);
        assertThat(made.out())
                .contains("  name: Test Lead", "  email: test@example.com", "into inbox leads");
        String id = made.outLines().get(0).split(" ")[2];
        Said again = leads(test);
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err())
                .contains(
                        "has test lead " + id + " already", "--form 7300000000000000001 --remove");
        assertThat(pull().out()).contains("1 leads, 1 new, into inbox leads");
        assertThat(leads(remove).out()).isEqualTo("Removed test lead " + id + ".\n");
        assertThat(leads(test).code()).isZero();
    }

    @Test
    void aTestLeadOfALibrarysForm() {
        assertThat(leads("test", "--form", LIBRARY_FORM, "--routes", "no-such").out())
                .contains("Test lead 74", "No route in no-such takes leads in.");
        assertThat(leads("test", "--form", LIBRARY_FORM, "--remove").code()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#kinds")
    void pullBringsWhatWasNotSeen(String kind) throws Exception {
        url = kind.equals("H2") ? url : BothDatabases.postgres();
        configure("");
        submit(Sandbox.FORM_ID, "row", "Ana");
        submit(Sandbox.FORM_ID, "us", "Bob");
        submit(LIBRARY_FORM, "eu", "Cy");
        Said first = pull("--region", "row,us");
        assertThat(first.err()).isEmpty();
        assertThat(first.code()).isZero();
        assertThat(first.out())
                .contains(
                        "form 7300000000000000001 (us) Spring demo request: 1 leads, 1 new\n",
                        "form 7300000000000000002 (row) Probefahrt im Frühling: 0 leads, 0 new\n")
                .doesNotContain("(eu)")
                .endsWith("2 leads, 2 new, into inbox leads\n");
        assertThat(pull("--form", LIBRARY_FORM).out())
                .endsWith("1 leads, 1 new, into inbox leads\n");
        assertThat(pull().out()).endsWith("3 leads, 0 new, into inbox leads\n");
        assertThat(rows("select count(*) from inbox where inbox = 'leads'")).containsExactly("3");
        assertThat(rows("select came_by from lead where payload is not null"))
                .containsExactly("export", "export", "export");
    }

    @Test
    void aFormThatFailsIsToldAndTheOthersComeAllTheSame() throws Exception {
        submit(Sandbox.FORM_ID, "row", "Ana");
        submit(Sandbox.SECOND_FORM_ID, "row", "Bo");
        control(
                "/faults",
                "{\"path\":\"/page/lead/task/\",\"code\":40001,\"message\":\"No permission\"}");
        Said said = pull("--region", "row");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.errLines())
                .singleElement()
                .asString()
                .startsWith("error: form 7300000000000000001 (row): ")
                .contains("No permission", "must be admin");
        assertThat(said.out()).endsWith("1 leads, 1 new, into inbox leads\n");
        assertThat(pull("--region", "row").out()).endsWith("2 leads, 1 new, into inbox leads\n");
    }

    @Test
    void theInboxIsTheOneOfTheRoutesOrTheOneThatIsNamed() throws Exception {
        assertThat(pull("--inbox", "lead").err())
                .isEqualTo("error: no route reads inbox 'lead'; did you mean 'leads'?\n");
        Path route = folder.resolve("routes/leads-to-cdp.camel.yaml");
        String text = Files.readString(route);
        Files.writeString(
                folder.resolve("routes/second.camel.yaml"),
                text.replace("id: leads", "id: second")
                        .replace("inbox:leads", "inbox:second")
                        .replace("name: leads", "name: second\n        forms: \"" + DRAFT + "\""));
        Said two = pull();
        assertThat(two.code()).isEqualTo(2);
        assertThat(two.err())
                .isEqualTo(
                        "error: several routes export leads, into leads, second; choose with"
                                + " --inbox\n");
        Files.delete(route);
        submit(Sandbox.FORM_ID, "row", "Ana");
        Said only = pull();
        assertThat(only.out())
                .as("the route's own forms")
                .contains(DRAFT)
                .doesNotContain(Sandbox.FORM_ID)
                .endsWith("into inbox second\n");
        assertThat(pull("--inbox", "second").out()).endsWith("1 leads, 1 new, into inbox second\n");
        Files.delete(folder.resolve("routes/second.camel.yaml"));
        assertThat(pull().err()).contains("no route leads from kamelet:tiktok-lead-source");
    }

    @Test
    void theLabelsOfTheLookupCount() throws Exception {
        Files.createDirectories(folder.resolve("mappings/lookups"));
        Path lookup = folder.resolve("mappings/lookups/tiktok-lead-labels.yaml");
        Files.writeString(lookup, "Name: nick\n");
        submit(Sandbox.FORM_ID, "row", "Ana");
        pull("--form", Sandbox.FORM_ID);
        assertThat(rows("select payload from lead").get(0)).contains("\"nick\":\"Ana\"");
        Files.writeString(lookup, "Name: [a, b]\n");
        Said said = pull();
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("tiktok-lead-labels.yaml:1:").contains("no single value");
    }

    private List<String> rows(String query) throws Exception {
        List<String> values = new ArrayList<>();
        try (Database database = Database.open(url, "", "");
                Connection connection = database.dataSource().getConnection();
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
