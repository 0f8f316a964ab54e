package io.tiktokroutes.cdp;

import static io.tiktokroutes.cdp.CdpBench.EVENT;
import static io.tiktokroutes.cdp.CdpBench.OBJECTS;
import static io.tiktokroutes.cdp.CdpBench.kinds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.schema.RecordSchemas;
import io.tiktokroutes.tiktok.Bench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not sent to the CDP, because it would reject it, or take it and drop it. */
class CdpRulesTest {

    private CdpBench cdp;

    @BeforeEach
    void open() throws Exception {
        cdp = new CdpBench();
    }

    @AfterEach
    void close() {
        cdp.close();
    }

    private static ObjectNode spoiled(ObjectNode payload, String changes) throws Exception {
        return Bench.JSON.readerForUpdating(payload).readValue(changes.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':''}|MALFORMED|name must",
                "{'name':'  '}|MALFORMED|name must",
                "{'name':null}|MALFORMED|name must",
                "{'id':''}|MALFORMED|id must",
                "{'id':7}|MALFORMED|id must",
                "{'colour':'red'}|MALFORMED|there is no column 'colour'",
                "{'attributes':7}|MALFORMED|attributes must",
            })
    @Tag("R-CDP-49")
    @Tag("R-CDP-50")
    @Tag("R-CDP-51")
    void anObjectThatIsNotCompleteIsNotSent(String changes, String reason, String words)
            throws Exception {
        Delivery delivery =
                CdpBench.delivery(List.of(CdpBench.lead(0), spoiled(CdpBench.lead(1), changes)));
        assertThat(kinds(cdp.sendObjects(delivery))).isEqualTo("DR");
        Outcome refused = delivery.items().get(1).outcome();
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.detail()).startsWith(words).doesNotContain("Mai");
        assertThat(cdp.stored("lead").path("total").asInt()).isEqualTo(1);
    }

    @Test
    @Tag("R-CDP-50")
    void idAndNameAreMissed() throws Exception {
        ObjectNode nameless = CdpBench.lead(0);
        nameless.remove("name");
        ObjectNode idless = CdpBench.lead(1);
        idless.remove("id");
        Delivery delivery = CdpBench.delivery(List.of(nameless, idless));
        assertThat(kinds(cdp.sendObjects(delivery))).isEqualTo("RR");
        assertThat(delivery.items().get(0).outcome().detail()).startsWith("name is missing");
        assertThat(delivery.items().get(1).outcome().detail()).startsWith("id is missing");
        assertThat(cdp.bench.calls(OBJECTS)).isZero();
    }

    @Test
    void aTextThatIsTooLongIsNotSent() throws Exception {
        ObjectNode fits = CdpBench.lead(0);
        ((ObjectNode) fits.get("attributes")).put("note", "x".repeat(30_000));
        ObjectNode tooLong = CdpBench.lead(1);
        ((ObjectNode) tooLong.get("attributes")).put("note", "x".repeat(30_001));
        ObjectNode name = CdpBench.lead(2).put("name", "x".repeat(256));
        Delivery delivery = CdpBench.delivery(List.of(fits, tooLong, name));
        assertThat(kinds(cdp.sendObjects(delivery))).isEqualTo("DRR");
        assertThat(delivery.items().get(1).outcome().detail()).contains("30000 characters");
        assertThat(delivery.items().get(2).outcome().detail()).contains("255 characters");
    }

    @Test
    void anUpdateMayLeaveTheNameOut() throws Exception {
        cdp.sendObjects(CdpBench.leads(1));
        ObjectNode update = CdpBench.lead(0);
        update.remove("name");
        Delivery delivery =
                new Delivery(
                        "cdp",
                        Map.of("object", "lead", "writeMode", "update_only"),
                        null,
                        List.of(Record.of("leads", "u", update)));
        assertThat(kinds(cdp.sendObjects(delivery))).isEqualTo("D");
    }

    @Test
    @Tag("R-CDP-47")
    void anObjectHasItsOwnRequiredFields(@TempDir Path mappings) throws Exception {
        Files.createDirectories(mappings.resolve("schemas"));
        Files.writeString(
                mappings.resolve("schemas/cdp-object-lead.schema.json"),
                """
                {
                  "$schema": "https://json-schema.org/draft/2020-12/schema",
                  "type": "object",
                  "required": ["id", "name", "attributes"],
                  "properties": {
                    "id": { "$ref": "cdp-object.schema.json#/properties/id" },
                    "name": { "$ref": "cdp-object.schema.json#/properties/name" },
                    "attributes": { "type": "object", "required": ["phone"] }
                  }
                }
                """);
        cdp.schemas = new RecordSchemas(mappings);
        ObjectNode complete = CdpBench.lead(1);
        ((ObjectNode) complete.get("attributes")).put("phone", "+1 202 555 0143");
        Delivery delivery = CdpBench.delivery(List.of(CdpBench.lead(0), complete));
        assertThat(kinds(cdp.sendObjects(delivery))).isEqualTo("RD");
        assertThat(delivery.items().get(0).outcome().detail())
                .isEqualTo("attributes.phone is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'ec':''}|MALFORMED|ec must",
                "{'ea':7}|MALFORMED|ea must",
                "{'et':'2026-03-14T09:26:50Z'}|BAD_TIMESTAMP|et must look like",
                "{'items':[{'type':'lead','id':'1'}]}|MALFORMED|items[].name is missing",
                "{'items':[{'type':'lead','name':'Mai'}]}|MALFORMED|items[].id is missing",
                "{'items':[{'type':'lead','id':'1','name':''}]}|MALFORMED|items[].name must",
                "{'items':{}}|MALFORMED|items must",
                "{'extras':{}}|MALFORMED|there is no column 'extras'; did you mean 'extra'?",
            })
    @Tag("R-CDP-50")
    void anEventThatTheTrackerWouldDropIsNotSent(String changes, String reason, String words)
            throws Exception {
        ObjectNode event = CdpBench.event(1);
        event.remove("items");
        Delivery delivery = CdpBench.delivery(List.of(CdpBench.event(0), spoiled(event, changes)));
        assertThat(kinds(cdp.sendEvents(delivery))).isEqualTo("DR");
        assertThat(delivery.items().get(1).outcome().reason()).isEqualTo(reason);
        assertThat(delivery.items().get(1).outcome().detail()).startsWith(words);
        assertThat(cdp.bench.calls(EVENT)).isEqualTo(1);
    }
}
