package io.tiktokroutes.cdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sinks and mappings against what the sandbox declares, before anything is sent. */
class FitTest {

    private static final String SUBMIT =
            "ec=lead_form ea=submit items[0].type=lead items[0].id items[0].name extra.form_id"
                    + " dims.customers.customer_id dims.customers.name extra.trigger_journey";

    private static CdpBench cdp;
    private static CdpDefinitions definitions;

    @BeforeAll
    static void open() throws Exception {
        cdp = new CdpBench().declared();
        definitions = cdp.definitions;
    }

    @AfterAll
    static void close() {
        cdp.close();
    }

    private static List<CdpColumn> columns(String words) {
        List<CdpColumn> columns = new ArrayList<>();
        for (String word : words.strip().split("\\s+")) {
            String[] both = word.split("=", 2);
            columns.add(new CdpColumn(both[0], both.length == 1 ? "" : both[1]));
        }
        return columns;
    }

    private static List<String> event(String event, String words) {
        Map<String, String> set = new TreeMap<>();
        set.put("event", event == null ? "" : event);
        set.put("eventSource", Sandbox.CDP_SOURCE_ID);
        set.put("mapping", "mine");
        return problems(new EventFit(definitions, set, columns(words)).mistakes());
    }

    private static List<String> object(String code, String mode, String words) {
        Map<String, String> set = Map.of("object", code, "writeMode", mode, "mapping", "mine");
        return problems(new ObjectFit(definitions, set, columns(words)).mistakes());
    }

    private static List<String> problems(List<Mistake> mistakes) {
        return mistakes.stream()
                .map(m -> m.parameter() + " " + m.column() + " " + m.problem())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"submit_lead_form", "lead_form/submit", "''"})
    @Tag("R-CDP-38")
    void aMappingThatFitsIsFine(String event) {
        assertThat(event(event, SUBMIT)).isEmpty();
        assertThat(event("submit_lead_form", SUBMIT.replace("ec=lead_form ea=submit ", "")))
                .isEmpty();
    }

    @Test
    @Tag("R-CDP-40")
    void whichObjectsAreFilledIsUpToTheMapping() {
        assertThat(event("submit_lead_form", "extra.form_id")).isEmpty();
        assertThat(event("submit_lead_form", "dims.customers.id dims.customers.name")).isEmpty();
    }

    @Test
    void anEventThatIsNotThereIsToldWithTheOnesThereAre() {
        assertThat(event("submit_lead_from", SUBMIT))
                .singleElement()
                .asString()
                .startsWith(
                        "event -1 the event source 556301 has no event 'submit_lead_from'; did you"
                                + " mean 'submit_lead_form'? It has submit_lead_form"
                                + " (lead_form/submit), create_lead (lead/create)");
        assertThat(event("", SUBMIT.replace("ea=submit", "ea=sumbit")))
                .singleElement()
                .asString()
                .startsWith(
                        "mapping 0 the event source 556301 has no event 'lead_form/sumbit'; did you"
                                + " mean 'lead_form/submit'?");
        assertThat(event("", "extra.form_id"))
                .singleElement()
                .asString()
                .contains("neither the mapping mine nor the sink says which event it is");
    }

    @Test
    void aMappingThatSaysAnotherEventIsAMistake() {
        assertThat(event("create_lead", SUBMIT))
                .contains(
                        "event 0 ec is 'lead_form', but the sink sends create_lead (lead/create);"
                                + " take the row out, or write value: lead");
    }

    @Test
    @Tag("R-CDP-47")
    @Tag("R-CDP-48")
    @Tag("R-CDP-50")
    @Tag("R-CDP-51")
    @Tag("RX-CDP-9")
    void aRequiredAttributeThatNoRowFillsIsTold() {
        assertThat(event("submit_lead_form", "items[0].type=lead items[0].email"))
                .containsExactly(
                        "mapping -1 no row of mine fills items[0].id, which the object lead"
                                + " requires; add a row { to: \"items[0].id\", from: … }",
                        "mapping -1 no row of mine fills items[0].name, which the object lead"
                                + " requires; add a row { to: \"items[0].name\", from: … }");
        assertThat(event("view_page", "extra.page_type dims.visitor.email"))
                .containsExactly(
                        "mapping -1 no row of mine fills extra.page_category, which the event"
                                + " view_page requires; add a row { to: extra.page_category, from:"
                                + " … }",
                        "mapping -1 no row of mine fills dims.visitor.id, which the object visitor"
                                + " requires; add a row { to: dims.visitor.id, from: … }",
                        "mapping -1 no row of mine fills dims.visitor.name, which the object"
                                + " visitor requires; add a row { to: dims.visitor.name, from: … }");
        for (String code : List.of("lead", "visitor", "customers")) {
            assertThat(object(code, "insert_all", "attributes.email"))
                    .containsExactly(
                            "mapping -1 no row of mine fills id, which every record requires; add a"
                                    + " row { to: id, from: … }",
                            "mapping -1 no row of mine fills name, which the object "
                                    + code
                                    + " requires; add a row { to: name, from: … }");
        }
    }

    @Test
    void anUpdateNeedsTheIdOnly() {
        assertThat(object("lead", "update_only", "id attributes.email")).isEmpty();
        assertThat(object("lead", "remove", "attributes.email")).hasSize(1);
    }

    @Test
    @Tag("R-CDP-7")
    void anAttributeThatIsNotThereIsToldWithWhereItIsAdded() {
        assertThat(
                        event(
                                "submit_lead_form",
                                SUBMIT + " extra.frm_id items[0].emial dims.customers.shoe"))
                .containsExactly(
                        "mapping 9 the event submit_lead_form has no attribute 'frm_id'; did you"
                                + " mean 'form_id'? A new attribute is added in the CDP first:"
                                + " Events, submit_lead_form, Attributes",
                        "mapping 10 the object lead has no attribute 'emial'; did you mean"
                                + " 'email'? A new attribute is added in the CDP first: Business"
                                + " objects, lead, Attributes",
                        "mapping 11 the object customers has no attribute 'shoe'; a new attribute"
                                + " is added in the CDP first: Business objects, customers,"
                                + " Attributes");
        assertThat(object("lead", "insert_all", "id name attributes.shoe")).hasSize(1);
    }

    @Test
    void objectsThatDoNotBelongToTheEventAreTold() {
        assertThat(event("sign_in", "items[0].type=lead items[0].id items[0].name"))
                .containsExactly(
                        "mapping 0 the event sign_in has no main object; take the rows of items"
                                + " out");
        assertThat(event("purchase", "items[0].type=lead items[0].id items[0].name"))
                .containsExactly(
                        "mapping 0 the main object of purchase is product, not lead; write value:"
                                + " product");
        assertThat(event("submit_lead_form", "dims.customer.id"))
                .containsExactly(
                        "mapping 0 the event submit_lead_form has no object 'customer' among its"
                                + " dims; did you mean 'customers'?");
        assertThat(event("submit_lead_form", "items[0].id items[0].name"))
                .containsExactly(
                        "mapping -1 no row of mine fills items[0].type, which the event"
                                + " submit_lead_form requires; add a row { to: \"items[0].type\","
                                + " value: lead }");
    }

    @Test
    void anObjectThatIsNotThereIsTold() {
        assertThat(object("custmers", "insert_all", "id name"))
                .containsExactly(
                        "object -1 the CDP has no object 'custmers'; did you mean 'customers'?");
    }

    @Test
    void whatAMappingFillsAsAWholeIsLeftToTheRecords() {
        assertThat(event("view_page", "extra items[0]")).hasSize(1);
        assertThat(event("view_page", "extra")).isEmpty();
        assertThat(object("lead", "insert_all", "id name attributes")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parallel|0|write a number from 1 to 32",
                "parallel|33|write a number from 1 to 32",
                "batchSize|101|write a number from 1 to 100",
                "eventSource|web|write the number (prop_id) of an event source",
                "object|two words|write the code of an object",
                "event|a/b/c|write its tracking name such as submit_lead_form",
                "allowNull|a b|write true, or codes of attributes with commas between",
            })
    void aParameterThatCannotWorkIsTold(String parameter, String value, String remedy) {
        assertThat(problems(CdpParameters.mistakes(Map.of(parameter, value), List.of())))
                .singleElement()
                .asString()
                .startsWith(parameter + " -1 " + parameter + " is '" + value + "'; " + remedy);
        assertThat(CdpParameters.mistakes(Map.of(parameter, ""), List.of())).isEmpty();
    }
}
