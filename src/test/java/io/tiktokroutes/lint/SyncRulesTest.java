package io.tiktokroutes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lint knows of models, syncs and audiences. */
class SyncRulesTest {

    private static final String ROUTE = "routes/customers.camel.yaml";
    private static final String MODEL = "routes/models/customers.sql";

    @TempDir private Path root;
    private LintBench bench;

    @BeforeEach
    void settle() {
        bench =
                new LintBench(root)
                        .write(
                                ROUTE,
                                """
                                - route:
                                    id: customers-from-warehouse
                                    description: Customers who came, changed or left
                                    from:
                                      uri: kamelet:warehouse-source
                                      parameters:
                                        name: customers
                                        model: customers
                                        primaryKey: customer_id
                                        mode: mirror
                                        mostRemoved: 50%
                                      steps:
                                        - to:
                                            uri: inbox:customers
                                - route:
                                    id: customers-to-tiktok
                                    description: Customers are members of an audience
                                    from:
                                      uri: inbox:customers
                                      steps:
                                        - to:
                                            uri: kamelet:tiktok-audience-sink
                                            parameters:
                                              destination: tiktok-audience
                                              mapping: member
                                              advertisers: "7000000000000000001"
                                              audience: Customers
                                """)
                        .write(
                                MODEL,
                                """
                                -- who agreed; to what?
                                with agreed as (select * from consent where granted)
                                select c.customer_id,
                                       lower(c.email) as email, /* one */
                                       (select max(p.number) from phones p) phone
                                from customer c
                                join agreed on agreed.customer_id = c.customer_id
                                where c.status <> 'a;b';
                                """)
                        .write(
                                "mappings/member.mapping.yaml",
                                """
                                description: Rows become members
                                source: warehouse-row
                                target: tiktok-audience-member
                                rows:
                                  - { to: "email_sha256[]", from: "email[]", as: email, hash: sha256-if-plain }
                                """)
                        .write(
                                "mappings/member.test.yaml",
                                "tests:\n  - { name: one, input: { email: a@example.com }, contains: {} }\n");
    }

    @Test
    void aModelAndTwoRoutesAreASync() {
        assertThat(bench.found()).isEmpty();
    }

    /** One thing that stands in the routes, what a mistake makes of it, and what is told. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    model: customers | model: custmers |8:16: error: there is no model 'custmers'; did you mean 'customers'? (unknown-model)
                    model: customers | model: orders |8:16: error: there is no model 'orders'; write routes/models/orders.sql (unknown-model)
                    model: customers | model: update customer set a = 1 |8:16: error: a model only reads, and update changes something in the warehouse; write a query that begins with select (model-file)
                    model: customers | model: select id from customer |9:21: error: the model has no column 'customer_id'; write one of id (model-key)
                    primaryKey: customer_id | primaryKey: custmer_id |9:21: error: the model has no column 'custmer_id'; did you mean 'customer_id'? (model-key)
                    primaryKey: customer_id | "primaryKey: customer_id,email" |9:21: error: primaryKey is 'customer_id,email', and must be one column; join several in the query, such as order_id ¦¦ ':' ¦¦ status as event_key (bad-value)
                    primaryKey: customer_id | primaryKey: '' |9:21: error: primaryKey is empty; write the column of the query that tells rows apart, such as order_id (bad-value)
                    mode: mirror | mode: mirrow |10:15: error: mode is 'mirrow'; did you mean 'mirror'? (bad-value)
                    mostRemoved: 50% | mostRemoved: half |11:22: error: mostRemoved is 'half'; write a share of the rows, 0% to 100% (bad-value)
                    mode: mirror | mode: insert |10:15: warning: mode insert never tells an audience that somebody changed or left; write add or mirror for tiktok-audience (sync-mode)
                    audience: Customers | "audience: Customers\\n              mode: add" |10:15: warning: tiktok-audience has mode add and takes nobody out, so nobody needs to know who left; write add here, or mirror there (sync-mode)
                    audience: Customers | "audience: Customers\\n              audienceId: 17" |28:27: error: audience and audienceId are both written; keep one of them: the name, under which it is found or made, or the id of one that is there (bad-value)
                    audience: Customers | audience: '' |27:25: error: neither audience nor audienceId is written; write audience: and a name, under which it is found or made, or audienceId: and the id of one that is there (bad-value)
                    audience: Customers | audience: A name that is so long that TikTok would cut it in two and nobody would find it again |27:25: error: audience has 85 letters; TikTok cuts names of more than 70, and the audience would not be found by its name again (bad-value)
                    advertisers: "7000000000000000001" | advertisers: " , " |26:28: error: advertisers is empty; write the id of the ad account whose audience it is, or several with commas between (bad-value)
                    """)
    void aMistakeInTheRoutesIsTold(String before, String after, String expected) {
        bench.edit(ROUTE, before.replace("\\n", "\n"), after.replace("\\n", "\n"));
        assertThat(bench.found()).containsExactly(ROUTE + ":" + expected.replace('¦', '|'));
    }

    /** What a model says in place of a good one, and what is told of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    "-- nothing yet\\n" |1:1: error: it is empty; write one query, such as select * from orders (model-file)
                    "\\n delete from customer" |2:2: error: a model only reads, and delete changes something in the warehouse; write a query that begins with select (model-file)
                    "with a as (select 1) delete from customer" |1:22: error: a model only reads, and delete changes something in the warehouse; write a query that begins with select (model-file)
                    "select customer_id from c;\\ndrop table c" |1:26: error: it holds several statements, and a model is one query; take out what comes after the semicolon (model-file)
                    "select customer_id, 'a from c" |1:21: error: what begins here is never closed (model-file)
                    """)
    void aModelThatIsNoQueryIsTold(String text, String expected) {
        bench.write(MODEL, text.replace("\\n", "\n"));
        assertThat(bench.found()).containsExactly(MODEL + ":" + expected);
    }

    /** The database may call these columns anything, so nothing is said of the key. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    select * from c
                    select c.* from c
                    select id, count(*) from c group by id
                    select case when a then b end from c
                    select id::text from c
                    (select id from c) union (select id from d)
                    values (1, 2)
                    """)
    void columnsThatAreNotEasilyToldAreNotGuessed(String text) {
        bench.write(MODEL, text);
        assertThat(bench.found()).isEmpty();
    }

    @Test
    void aNameInQuotesAndAnyCaseIsAColumn() {
        bench.write(MODEL, "select distinct a.\"x\" as \"Customer_Id\", $$;$$ note from a -- ;");
        assertThat(bench.found()).isEmpty();
    }

    @Test
    void aModelThatLiesElsewhereIsReadByNobody() {
        bench.write("routes/drafts/orders.sql", "select 1 as a")
                .write("routes/models/old/orders.sql", "select 1 as a")
                .write("docs/schema.sql", "create table a (b integer)");
        assertThat(bench.found())
                .containsExactly(
                        "routes/drafts/orders.sql:1:1: error: nobody reads a model here; move it to"
                                + " routes/models/orders.sql (model-file)",
                        "routes/models/old/orders.sql:1:1: error: nobody reads a model here; move"
                                + " it to routes/models/orders.sql (model-file)");
    }

    @Test
    void aNameBelongsToOneSync() {
        bench.write(
                "routes/drafts/again.camel.yaml",
                """
                - route:
                    id: again
                    description: The same name again
                    from:
                      uri: kamelet:warehouse-source
                      parameters:
                        name: customers
                        model: customers
                        primaryKey: customer_id
                        mode: add
                      steps:
                        - to:
                            uri: inbox:customers
                """);
        assertThat(bench.found())
                .containsExactly(
                        "routes/drafts/again.camel.yaml:7:15: warning: sync 'customers' is the name"
                                + " of the one in routes/customers.camel.yaml:7:15 too, and each"
                                + " would take the other's rows for its own; give one of them"
                                + " another name (duplicate-sync)");
    }

    private static String direct(String mode, String sink) {
        return """
        - route:
            id: at-once
            description: Rows go to the sink at once
            from:
              uri: kamelet:warehouse-source
              parameters:
                name: at-once
                model: customers
                primaryKey: customer_id
                mode: %s
              steps:
                - to:
                    uri: kamelet:%s
        """
                .formatted(mode, sink);
    }

    private static final String SEGMENT =
            """
            tiktok-audience-sink
                    parameters:
                      destination: other
                      mapping: member
                      advertisers: 7000000000000000001
                      audience: Others\
            """;

    private static final String FILE =
            """
            tiktok-audience-file-sink
                    parameters:
                      destination: other
                      mapping: member
                      advertiser: 7000000000000000001
                      audience: Others
                      matchField: EMAIL_SHA256\
            """;

    private static final String SPOT = "routes/drafts/at-once.camel.yaml:";

    @Test
    void theWholeResultGoesToAFileSinkAtOnce() {
        bench.write(
                "routes/drafts/at-once.camel.yaml", direct("all", FILE.replace("\n", "\n    ")));
        assertThat(bench.found()).isEmpty();
        bench.edit("routes/drafts/at-once.camel.yaml", "mode: all", "mode: mirror");
        assertThat(bench.found())
                .containsExactly(
                        SPOT
                                + "13:18: error: tiktok-audience-file-sink needs the whole list at"
                                + " once; let kamelet:warehouse-source with mode: all call it in its"
                                + " own route (whole-list)");
        bench.edit(
                        "routes/drafts/at-once.camel.yaml",
                        "mode: mirror",
                        "mode: all\n        writeBack: shop_")
                .edit("routes/drafts/at-once.camel.yaml", "EMAIL_SHA256", "EMAIL_SHA265");
        assertThat(bench.found())
                .containsExactly(
                        SPOT
                                + "11:20: error: mode all compares nothing, so there are no changes"
                                + " to write back; take writeBack out, or write mode: mirror"
                                + " (bad-value)",
                        SPOT
                                + "20:27: error: matchField is 'EMAIL_SHA265'; did you mean"
                                + " 'EMAIL_SHA256'? (bad-value)");
    }

    @Test
    void otherRowsGoThroughAnInbox() {
        bench.write(
                "routes/drafts/at-once.camel.yaml", direct("add", SEGMENT.replace("\n", "\n    ")));
        assertThat(bench.found())
                .containsExactly(
                        SPOT
                                + "13:18: error: tiktok-audience-sink takes records of an inbox,"
                                + " which keeps them until they are delivered; write a step to"
                                + " inbox:at-once here, and the sink into a route from it"
                                + " (sync-mode)");
        bench.edit(ROUTE, "mode: mirror", "mode: all").delete("routes/drafts/at-once.camel.yaml");
        assertThat(bench.found())
                .containsExactly(
                        ROUTE
                                + ":14:18: error: mode all hands on the whole result as one, which"
                                + " an inbox cannot keep together; write"
                                + " kamelet:tiktok-audience-file-sink here, or mode: mirror above"
                                + " (sync-mode)");
    }

    @Test
    void eventsAreSentOnce() {
        bench.write(
                ROUTE,
                """
                - route:
                    id: customers-from-warehouse
                    description: Customers who came or changed
                    from:
                      uri: kamelet:warehouse-source
                      parameters:
                        name: customers
                        model: customers
                        primaryKey: customer_id
                        mode: add
                      steps:
                        - to:
                            uri: inbox:customers
                - route:
                    id: customers-to-tiktok
                    description: Customers are events
                    from:
                      uri: inbox:customers
                      steps:
                        - to:
                            uri: kamelet:tiktok-event-sink
                            parameters:
                              destination: tiktok-web
                              mapping: member
                              eventSourceId: C0ABCDEFGHIJKLMNOPQR
                """);
        assertThat(bench.found())
                .containsExactly(
                        ROUTE
                                + ":10:15: error: mode add sends a row again when it changes, and an"
                                + " event is sent once; write insert for tiktok-web (sync-mode)");
    }
}
