package io.tiktokroutes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule about routes finds its mistake, and says where it is and what to write. */
class RouteRulesTest {

    private static final String LEADS = "routes/leads.camel.yaml";

    @TempDir private Path root;
    private LintBench bench;

    @BeforeEach
    void settle() {
        bench = new LintBench(root);
    }

    @Test
    void aProjectWithoutMistakesHasNoFindings() {
        assertThat(bench.found()).isEmpty();
        assertThat(bench.report().count()).isEqualTo("3 files, no findings");
    }

    /** One thing that stands in the file, what a mistake makes of it, and what is told. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    - to: | - too: |11:11: error: there is no step 'too'; did you mean 'to'? (route-step)
                    "- to:\n            uri: inbox:leads" | "- to: [inbox]" |11:15: error: here stands a list, each item after a '-'; write a single value or 'key: value' pairs (route-step)
                    id: leads-intake | ident: x |1:3: error: the route has no id; write 'id: what-to-where' under 'route:' (route-file)
                    from: | "from: [" |6:17: error: this is no YAML: expected ',' or ']', but got : (route-file)
                    kamelet:tiktok-lead-source | kamelet:tiktok-led-source |5:12: error: there is no kamelet 'tiktok-led-source'; did you mean 'tiktok-lead-source'? (unknown-kamelet)
                    pollMillis | polMillis |9:9: error: tiktok-lead-source has no parameter 'polMillis'; did you mean 'pollMillis'? (kamelet-parameter)
                    "              destination: cdp-customers\n" | "" |22:18: error: cdp-object-sink needs the parameter destination; write it under 'parameters:' (missing-parameter)
                    writeMode: insert_all | writeMode: insert_al |27:26: error: writeMode is 'insert_al'; did you mean 'insert_all'? (bad-value)
                    pollMillis: 2000 | pollMillis: soon |9:21: error: pollMillis is 'soon'; write a whole number (bad-value)
                    batchSize: 100 | batchSize: many |19:20: error: batchSize is 'many'; write a whole number (bad-value)
                    schedule: 0 0/10 * * * ? | schedule: 10 minutes |8:19: error: this is no schedule; write every 10 minutes (bad-schedule)
                    schedule: 0 0/10 * * * ? | schedule: 0/10 * * * * |8:19: error: this is no schedule; write 0 0/10 * * * ? (seconds first, and ? for one of the two day fields) (bad-schedule)
                    schedule: 0 0/10 * * * ? | schedule: every dai at 05:00 |8:19: error: after 'every' comes minute, hour, day, week or month, a day of the week or a number, not 'dai'; did you mean 'day'? (bad-schedule)
                    schedule: 0 0/10 * * * ? | timeZone: Berlin |8:19: error: there is no time zone 'Berlin'; did you mean 'Europe/Berlin'? (bad-schedule)
                    mapping: lead-to-customer | mapping: lead-to-custmer |25:24: error: there is no mapping 'lead-to-custmer'; did you mean 'lead-to-customer'? (unknown-mapping)
                    batchSize | bachSize |19:9: error: inbox has no option 'bachSize'; did you mean 'batchSize'? (endpoint-option)
                    description: New leads are kept | group: a |2:9: warning: route 'leads-intake' has no description; write 'description:' under its id (no-description)
                    description: New leads are kept | "description: n\n    autoStartup: false" |4:18: warning: this does not stop tiktok-lead-source, which runs as a route of its own; move the file to routes/drafts (auto-startup)
                    object: customers | object: two words |26:23: error: object is 'two words'; write the code of an object (bad-value)
                    object: customers | "object: '{{cdp.portal-i}}'" |26:24: error: there is no setting 'cdp.portal-i'; did you mean 'cdp.portal-id'? (unknown-setting)
                    object: customers | "object: '{{cdp.portal-i:x}}'" |26:24: warning: there is no setting 'cdp.portal-i'; did you mean 'cdp.portal-id'? (unknown-setting)
                    object: customers | "object: '{{my.object}}'" |26:24: error: there is no setting 'my.object'; set it in application.properties or as MY_OBJECT in the environment (unknown-setting)
                    """)
    void oneMistakeIsOneFinding(String before, String after, String expected) {
        bench.edit(LEADS, before.replace("\\n", "\n"), after.replace("\\n", "\n"));
        assertThat(bench.found()).first().isEqualTo(LEADS + ":" + expected);
    }

    /** A flow's input must have been made before. */
    @Test
    @Tag("R-CDP-29")
    void anInboxThatNobodyReadsIsAnErrorAndOneThatNobodyFillsAWarning() {
        bench.edit(LEADS, "        uri: inbox:leads", "        uri: inbox:leds");
        assertThat(bench.found())
                .containsExactly(
                        LEADS
                                + ":12:18: error: no route reads inbox:leds, so its records would"
                                + " wait there for ever; did you mean 'leads'?"
                                + " (inbox-without-reader)",
                        LEADS
                                + ":17:12: warning: no route writes to inbox:leads, so this one has"
                                + " nothing to do; did you mean 'leds'? (inbox-without-writer)");
        assertThat(bench.report().count()).isEqualTo("1 error, 1 warning in 3 files");
    }

    @Test
    void aDraftMayWriteToAnInboxThatRuns() {
        bench.write("routes/drafts/more.camel.yaml", writing("inbox:leads"));
        assertThat(bench.found()).isEmpty();
        bench.write("routes/drafts/more.camel.yaml", writing("inbox:more"));
        assertThat(bench.found())
                .containsExactly(
                        "routes/drafts/more.camel.yaml:7:15: error: no route reads inbox:more, so"
                                + " its records would wait there for ever; write a route from"
                                + " inbox:more (inbox-without-reader)");
    }

    private static String writing(String uri) {
        return """
        - route:
            id: more
            description: x
            from:
              uri: timer:x
              steps:
                - to: %s
        """
                .formatted(uri);
    }

    @Test
    void onlyLeadsAreStoredForADestinationToBeginWith() {
        bench.edit(
                LEADS,
                "object: customers",
                "object: customers\n              startFrom: beginning");
        assertThat(bench.found()).isEmpty();
        bench.edit(LEADS, "kamelet:tiktok-lead-source", "kamelet:event-webhook-source");
        assertThat(bench.found())
                .contains(
                        LEADS
                                + ":27:26: error: only leads are stored, so 'beginning' needs an"
                                + " inbox that a TikTok lead source fills; inbox:leads is none;"
                                + " write now (start-from)");
        bench.edit(LEADS, "startFrom: beginning", "startFrom: begining");
        assertThat(bench.found())
                .anyMatch(line -> line.contains("startFrom is 'begining'; did you mean"));
    }

    @Test
    void aRouteIdStandsOnceAmongAllFiles() {
        bench.write(
                "routes/more.camel.yaml",
                writing("inbox:leads").replace("id: more", "id: leads-to-cdp"));
        assertThat(bench.found())
                .containsExactly(
                        "routes/more.camel.yaml:2:9: error: route id 'leads-to-cdp' is taken by "
                                + "routes/leads.camel.yaml:14:9; give one of them another id"
                                + " (duplicate-route-id)");
    }

    @Test
    void aDraftOfTheSameNameTakesTheOthersPlace() {
        bench.write("routes/drafts/leads.camel.yaml", LintBench.LEADS);
        assertThat(bench.found()).isEmpty();
        bench.write("routes/drafts/other.camel.yaml", LintBench.LEADS);
        assertThat(bench.found())
                .allMatch(line -> line.startsWith("routes/drafts/other.camel.yaml:"))
                .anyMatch(line -> line.contains("warning: route id 'leads-intake' is taken by"))
                .anyMatch(
                        line -> line.contains("warning: destination 'cdp-customers' is the name"));
    }

    @Test
    void aDestinationHasANameOfItsOwn() {
        bench.edit(
                LEADS,
                "              writeMode: insert_all\n",
                """
                      writeMode: insert_all
                - to:
                    uri: kamelet:cdp-event-sink
                    parameters:
                      destination: cdp-customers
                      mapping: lead-to-customer
                """
                        .indent(8));
        assertThat(bench.found())
                .containsExactly(
                        LEADS
                                + ":31:28: error: destination 'cdp-customers' is the name of the"
                                + " sink in "
                                + LEADS
                                + ":24:28 too, and the ledger could not tell them apart; give one"
                                + " of them another name (duplicate-destination)");
    }

    @Test
    void componentsAndTheirOptionsAreCamels() {
        bench.write(
                "routes/x.camel.yaml",
                """
                - route:
                    id: x
                    description: x
                    from:
                      uri: quartz:x
                      parameters:
                        cron: every day
                        statefull: true
                      steps:
                        - to:
                            uri: htp:localhost:1/x
                        - to:
                            uri: http:localhost:1/x?anything=1
                        - to:
                            uri: delivery:opn
                        - bean:
                            ref: tiktok-leeds
                            method: seen
                - route:
                    id: y
                    description: y
                    from:
                      uri: timer:y
                      parameters:
                        period: 5x
                        fixedRate: maybe
                      steps:
                        - to:
                            uri: mapping:lead-to-custmer
                """);
        assertThat(bench.found())
                .containsExactly(
                        "routes/x.camel.yaml:7:15: error: this is no cron expression; write seconds,"
                                + " minutes, hours, day, month and weekday, such as 0 */5 * * * ?"
                                + " (bad-schedule)",
                        "routes/x.camel.yaml:8:9: error: quartz has no option 'statefull'; did you"
                                + " mean 'stateful'? (endpoint-option)",
                        "routes/x.camel.yaml:11:18: error: there is no component 'htp'; did you mean"
                                + " 'http'? (unknown-component)",
                        "routes/x.camel.yaml:15:18: error: there is no delivery:opn; write open,"
                                + " fail or close (endpoint-option)",
                        "routes/x.camel.yaml:17:18: error: there is no bean 'tiktok-leeds'; did you"
                                + " mean 'tiktok-leads'? (unknown-bean)",
                        "routes/x.camel.yaml:25:17: error: period is '5x'; write milliseconds, or a"
                                + " length of time such as 5s (bad-schedule)",
                        "routes/x.camel.yaml:26:20: error: fixedRate is 'maybe'; write true or false"
                                + " (bad-value)",
                        "routes/x.camel.yaml:29:18: error: there is no mapping 'lead-to-custmer'; did"
                                + " you mean 'lead-to-customer'? (unknown-mapping)");
    }

    @Test
    @Tag("RX-WIT-1")
    void aScheduleIsGivenAsItIsRead() {
        bench.write(
                "routes/x.camel.yaml",
                """
                - route:
                    id: x
                    description: x
                    from:
                      uri: schedule:x
                      parameters:
                        zone: Europe/Berlni
                        catchup: true
                      steps:
                        - log:
                            message: x
                - route:
                    id: y
                    description: y
                    from:
                      uri: schedule:reports/y
                      parameters:
                        when: every 3 days at 5
                        catchUp: no
                      steps:
                        - log:
                            message: y
                """);
        assertThat(bench.found())
                .containsExactly(
                        "routes/x.camel.yaml:5:12: error: schedule needs the parameter when, such as"
                                + " every day at 05:00; write it under 'parameters:'"
                                + " (missing-parameter)",
                        "routes/x.camel.yaml:5:12: error: 'x' names no schedule; write"
                                + " schedule:GROUP/NAME (endpoint-option)",
                        "routes/x.camel.yaml:7:15: error: there is no time zone 'Europe/Berlni'; did"
                                + " you mean 'Europe/Berlin'? (bad-schedule)",
                        "routes/x.camel.yaml:8:9: error: schedule has no option 'catchup'; did you"
                                + " mean 'catchUp'? (endpoint-option)",
                        "routes/x.camel.yaml:18:15: error: after 'every 3 days at' comes a time such"
                                + " as 05:00 or 17:30, not '5'; write for instance every 15"
                                + " minutes, every day at 05:00, every monday at 07:30 or 0 0/10 *"
                                + " * * ? (bad-schedule)",
                        "routes/x.camel.yaml:19:18: error: catchUp is 'no'; write true or false"
                                + " (bad-value)");
    }

    @Test
    void allWrongWordsOfAFileAreTold() {
        bench.edit(LEADS, "- to:", "- too:").edit(LEADS, "steps:", "step:");
        assertThat(bench.found())
                .filteredOn(line -> line.contains("route-step"))
                .containsExactly(
                        LEADS
                                + ":10:7: error: 'step' is not known here; did you mean 'steps'?"
                                + " (route-step)",
                        LEADS
                                + ":20:7: error: 'step' is not known here; did you mean 'steps'?"
                                + " (route-step)");
    }

    @Test
    void onlyThePathsThatAreNamedAreToldOf() {
        bench.edit(LEADS, "pollMillis", "polMillis");
        bench.write("mappings/lookups/unused.yaml", "a: b\n");
        assertThat(bench.found("routes")).hasSize(1);
        assertThat(bench.found("mappings/lookups")).hasSize(1);
        assertThat(bench.found(LEADS, "mappings")).hasSize(2);
        assertThat(bench.report("routes").count()).isEqualTo("1 error in 1 file");
    }

    @Test
    void aFileInAnotherEncodingIsTold() throws Exception {
        java.nio.file.Files.write(root.resolve(LEADS), new byte[] {(byte) 0xe9});
        assertThat(bench.found())
                .containsExactly(
                        LEADS
                                + ":1:1: error: the file is not in UTF-8; save it as UTF-8 (route-file)");
    }
}
