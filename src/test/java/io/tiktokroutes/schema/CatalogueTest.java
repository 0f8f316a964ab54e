package io.tiktokroutes.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tiktokroutes.schema.Place.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What lint, docs and explain learn from a schema: its columns, and where a path leads. */
class CatalogueTest {

    private static Column column(String schema, String path) {
        return RecordSchema.named(schema).columns().stream()
                .filter(column -> column.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    static Stream<String> names() {
        return RecordSchema.names().stream();
    }

    @Test
    void everyShippedFileIsARecordOrAPartOfOne() throws IOException {
        List<String> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(Payloads.SCHEMAS)) {
            all.forEach(file -> files.add(file.getFileName().toString()));
        }
        files.replaceAll(file -> file.replace(".schema.json", ""));
        files.removeAll(
                List.of(
                        "mapping",
                        "mapping-test",
                        "tiktok-app-event-names",
                        "tiktok-currencies",
                        "tiktok-event-names"));
        assertThat(RecordSchema.names()).containsExactlyInAnyOrderElementsOf(files);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyColumnSaysInOneSentenceWhatItIs(String name) throws IOException {
        RecordSchema schema = RecordSchema.named(name);
        assertThat(schema.name()).isEqualTo(name);
        assertThat(schema.title()).isNotEqualTo(name);
        assertThat(schema.description()).endsWith(".");
        assertThat(schema.columns()).isNotEmpty();
        for (Column column : schema.columns()) {
            assertThat(column.description()).as(column.path()).endsWith(".").hasSizeGreaterThan(4);
            assertThat(schema.find(column.path()))
                    .as("found again by its path")
                    .isEqualTo(new Place(Kind.KNOWN, Optional.of(column), ""));
        }
        assertThat(schema.columns()).extracting(Column::path).doesNotHaveDuplicates();
        describedEverywhere(Payloads.schema(name).path("properties"));
    }

    /** Objects and lists are no columns, and need a sentence all the same. */
    private static void describedEverywhere(JsonNode properties) {
        for (var field : properties.properties()) {
            JsonNode schema = field.getValue();
            assertThat(schema.has("description") || schema.has("$ref")).as(field.getKey()).isTrue();
            describedEverywhere(schema.path("properties"));
            describedEverywhere(schema.path("items").path("properties"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tiktok-event|user.email|KNOWN|",
                "tiktok-event|user.email[]|KNOWN|",
                "tiktok-event|user.email[0]|KNOWN|",
                "tiktok-event|user|KNOWN|",
                "tiktok-event|properties.contents|KNOWN|",
                "tiktok-event|properties.contents[].price|KNOWN|",
                "tiktok-event|properties.contents[12].price|KNOWN|",
                "tiktok-event|properties['value']|KNOWN|",
                "tiktok-event|user.emial|UNKNOWN|user.email",
                "tiktok-event|properties.contents[].prise|UNKNOWN|properties.contents[].price",
                "tiktok-event|properties.contents.price|UNKNOWN|properties.contents[].price",
                "tiktok-event|user.ttclid[]|UNKNOWN|user.ttclid",
                "tiktok-event|event.name|UNKNOWN|event_time",
                "tiktok-event|device.browser_version_list[].brand|OPEN|",
                "tiktok-event|['a''b'|UNKNOWN|",
                "tiktok-audience-member|email_sha256|KNOWN|",
                "tiktok-audience-member|email|UNKNOWN|",
                "cdp-event|items[0].id|KNOWN|",
                "cdp-event|items[0].product|OPEN|",
                "cdp-event|dims.customers.customer_id|OPEN|",
                "cdp-event|dims.stores.id|OPEN|",
                "cdp-object|attributes.is_tiktok|OPEN|",
                "cdp-object|is_tiktok|UNKNOWN|",
                "tiktok-lead|['Which product?']|OPEN|",
                "commanders-act-event|context.page.location.href|KNOWN|",
                "commanders-act-event|context.page.location|KNOWN|",
                "mparticle-event|user_identities.email|KNOWN|",
                "mparticle-event|user_identities[identity_type=email].identity|KNOWN|",
                "mparticle-event|user_identities[type='email'].value|KNOWN|",
                "mparticle-event|user_identities.other_id_2|OPEN|",
                "mparticle-event|event.data.custom_flags['TikTok.URL']|KNOWN|",
                "mparticle-event|consent_state.gdpr[settings.consent].consented|OPEN|",
                "mparticle-event|consent_state.gdpr.marketing.consented|OPEN|",
                "warehouse-row|contents[].price|KNOWN|",
                "warehouse-row|anything_else|OPEN|",
            })
    void aPathLeadsSomewhereOrNot(String schema, String path, Kind kind, String meant) {
        Place place = RecordSchema.named(schema).find(path);
        assertThat(place.kind()).isEqualTo(kind);
        assertThat(place.hint()).isEqualTo(meant == null ? "" : "; did you mean '" + meant + "'?");
        assertThat(place.column().isPresent())
                .isEqualTo(kind != Kind.UNKNOWN && said(schema, path));
        place.column().ifPresent(column -> assertThat(column.path()).isEqualTo(path));
    }

    /** Where anything may stand there is no column. */
    private static boolean said(String schema, String path) {
        boolean anything =
                List.of("warehouse-row", "tiktok-lead").contains(schema)
                        || path.contains("browser_version_list");
        return !anything || RecordSchema.named(schema).find(path).kind() == Kind.KNOWN;
    }

    @Test
    void whatIsReadMayBeASingleValueInPlaceOfAList() {
        RecordSchema segment = RecordSchema.named("segment-event");
        assertThat(segment.find("properties[].price").kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(segment.findToRead("properties[].price").kind()).isEqualTo(Kind.KNOWN);
        assertThat(segment.findToRead("properties.products[].price").kind()).isEqualTo(Kind.KNOWN);
        assertThat(segment.findToRead("messageId.price").kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void aColumnTellsItsTypesAndValues() {
        assertThat(column("tiktok-event", "user.email").types()).containsExactly("string", "array");
        assertThat(column("tiktok-event", "properties.currency").values())
                .hasSize(62)
                .contains("EUR", "USD", "ZAR");
        assertThat(column("tiktok-event", "properties.content_type").values())
                .containsExactly("product", "product_group");
        assertThat(column("tiktok-event", "properties.value").types()).containsExactly("number");
        assertThat(column("cdp-object", "attributes").open()).isTrue();
        assertThat(column("tiktok-event", "event").open()).isFalse();
    }

    @Test
    void aColumnTellsWhetherItIsNeededAndWhere() {
        assertThat(column("tiktok-event", "event").alwaysRequired()).isTrue();
        Column url = column("tiktok-event", "page.url");
        assertThat(url.required()).isTrue();
        assertThat(url.within()).isEqualTo("page");
        assertThat(url.alwaysRequired()).isFalse();
        assertThat(column("tiktok-crm-event", "lead.lead_id").alwaysRequired()).isTrue();
        Column name = column("cdp-event", "items[].name");
        assertThat(name.required()).isTrue();
        assertThat(name.within()).isEqualTo("items");
        assertThat(column("tiktok-event", "user.ttp").required()).isFalse();
    }

    @Test
    @Tag("R-CDP-48")
    void theRequiredFieldsOfABusinessObjectAreKnownBeforeAnythingRuns() {
        assertThat(RecordSchema.named("cdp-object").columns())
                .filteredOn(Column::alwaysRequired)
                .extracting(Column::path)
                .containsExactly("id", "name");
    }

    @Test
    void personalDataAndWhatMustBeHashedAreMarked() {
        assertThat(column("tiktok-lead", "email").personal()).isTrue();
        assertThat(column("tiktok-lead", "ad_id").personal()).isFalse();
        assertThat(column("warehouse-row", "phones").personal()).isTrue();
        assertThat(column("commanders-act-event", "properties.user.email").personal()).isTrue();
        assertThat(RecordSchema.named("tiktok-event").columns())
                .filteredOn(Column::mustBeHashed)
                .extracting(Column::path)
                .containsExactly(
                        "user.email",
                        "user.phone",
                        "user.external_id",
                        "user.first_name",
                        "user.last_name",
                        "user.zip_code");
        assertThat(RecordSchema.named("tiktok-audience-member").columns())
                .allMatch(Column::mustBeHashed);
        assertThat(RecordSchema.named("tiktok-event").find("user.email[]").column().orElseThrow())
                .matches(Column::mustBeHashed);
    }

    @ParameterizedTest
    @CsvSource({
        "event,Purchase,''",
        "event,purchase,UNKNOWN_EVENT_NAME",
        "properties.currency,EURO,BAD_CURRENCY",
        "properties.contents[].content_type,gadget,MALFORMED",
        "page.url,shop.example.com,INVALID_URL",
        "user.email[],ana@example.com,BAD_EMAIL",
        "properties.description,anything,''"
    })
    @Tag("R-HT-19")
    void aConstantIsJudgedByItself(String path, String text, String reason) {
        JsonNode constant = JsonNodeFactory.instance.textNode(text);
        assertThat(
                        RecordSchema.named("tiktok-event")
                                .check(path, constant)
                                .map(Violation::reason)
                                .orElse(""))
                .isEqualTo(reason);
        assertThat(RecordSchema.named("warehouse-row").check("anything", constant)).isEmpty();
    }

    @Test
    void theReportRowHasThe27ColumnsInTheirOrder() {
        List<Column> columns = RecordSchema.named("ads-report-row").columns();
        assertThat(columns).hasSize(27);
        for (int i = 0; i < 27; i++) {
            assertThat(columns.get(i).description()).contains("(R-WIT-" + (6 + i) + ")");
            assertThat(columns.get(i).types()).contains("null");
            assertThat(columns.get(i).required()).isFalse();
        }
    }
}
