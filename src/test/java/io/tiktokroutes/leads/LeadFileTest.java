package io.tiktokroutes.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The variants of TikTok's lead file that were seen or are to be expected. */
class LeadFileTest {

    private static final String HEADER =
            "lead_id,created_time,ad_id,ad_name,campaign_id,form_id,Name,Email,Phone number\n";
    private static final String ROW =
            "7400000000000000001,2026-01-10 12:00:00(UTC+00:00),7500000000000000031,Video A,"
                    + "7500000000000000011,7300000000000000001,Ana Silva,ana@example.com,+351900000001\n";

    private static List<ObjectNode> read(String csv) throws IOException {
        return LeadFile.read(csv.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode one(String csv) throws IOException {
        List<ObjectNode> leads = read(csv);
        assertThat(leads).hasSize(1);
        return leads.get(0);
    }

    @Test
    @Tag("RX-CDP-1")
    void eachColumnGetsTheNameTheWebhookUses() throws Exception {
        ObjectNode lead =
                one(
                        """
                        lead_id,created_time,ad_id,ad_name,adgroup_id,adgroup_name,campaign_id,campaign_name,form_id,form_name,Name,Email,Phone number
                        7400000000000000001,2026-01-10 12:00:00(UTC+00:00),7500000000000000031,Video A,7500000000000000021,AG 1,7500000000000000011,Spring,7300000000000000001,Spring form,Ana Silva,ana@example.com,+351900000001
                        """);
        Map<String, String> cells = new LinkedHashMap<>();
        lead.properties().forEach(cell -> cells.put(cell.getKey(), cell.getValue().textValue()));
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("id", "7400000000000000001");
        expected.put("created_time", "2026-01-10T12:00:00Z");
        expected.put("ad_id", "7500000000000000031");
        expected.put("ad_name", "Video A");
        expected.put("adgroup_id", "7500000000000000021");
        expected.put("adgroup_name", "AG 1");
        expected.put("campaign_id", "7500000000000000011");
        expected.put("campaign_name", "Spring");
        expected.put("form_id", "7300000000000000001");
        expected.put("form_name", "Spring form");
        expected.put("name", "Ana Silva");
        expected.put("email", "ana@example.com");
        expected.put("phone_number", "+351900000001");
        expected.put("is_organic", "0");
        assertThat(cells).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lead_id",
                "lead id",
                "Lead ID",
                " LEAD_ID ",
                "\uFEFFlead_id",
                "\"lead_id\""
            })
    void theIdIsFoundUnderAnyHeader(String label) throws Exception {
        assertThat(one(label + ",Email\n7400000000000000001,a@b.c\n").path("id").asText())
                .isEqualTo("7400000000000000001");
    }

    @ParameterizedTest
    @CsvSource({
        "7400000000000000001",
        "'=\"7400000000000000001\"'",
        "'\"=\"\"7400000000000000001\"\"\"'",
        "'''7400000000000000001'",
        "' 7400000000000000001 '"
    })
    void protectedIdsAreBared(String cell) throws Exception {
        ObjectNode lead = one("lead_id,ad_id,Email\n" + cell + "," + cell + ",a@b.c\n");
        assertThat(lead.path("id").asText()).isEqualTo("7400000000000000001");
        assertThat(lead.path("ad_id").asText()).isEqualTo("7400000000000000001");
    }

    @Test
    void aProtectedEmptyIdIsNone() throws Exception {
        ObjectNode lead = one("lead_id,ad_id,campaign_id\n7,\"=\"\"\"\"\",=\"\"\n");
        assertThat(lead.has("ad_id")).isFalse();
        assertThat(lead.path("is_organic").asText()).isEqualTo("1");
    }

    @Test
    void answersAndNamesAreLeftAsTheyAre() throws Exception {
        ObjectNode lead = one("lead_id,ad_name,Name,Note\n7,'n Summer,' O'Neill ,=\"\"1+1\"\"\n");
        assertThat(lead.path("ad_name").asText()).isEqualTo("'n Summer");
        assertThat(lead.path("name").asText()).isEqualTo("' O'Neill ");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-10 12:00:00,2026-01-10T12:00:00Z",
        "2026-01-10 12:00:00(UTC+00:00),2026-01-10T12:00:00Z",
        "2026-01-10 12:00:00 (UTC+00:00),2026-01-10T12:00:00Z",
        "'''2026-01-10 12:00:00',2026-01-10T12:00:00Z",
        "10/01/2026 12:00,10/01/2026 12:00",
        "1768046400,1768046400"
    })
    void timesBecomeIsoOrStayForTheMappingToRefuse(String cell, String expected) throws Exception {
        assertThat(one("lead_id,created_time\n7," + cell + "\n").path("created_time").asText())
                .isEqualTo(expected);
    }

    @Test
    void quotedFieldsHoldCommasQuotesAndNewLines() throws Exception {
        ObjectNode lead =
                one("lead_id,Name,Which product?\n7,\"Łoś, Zoë \"\"Z\"\"\",\"Basic\r\nor Pro\"\n");
        assertThat(lead.path("name").asText()).isEqualTo("Łoś, Zoë \"Z\"");
        assertThat(lead.path("Which product?").asText()).isEqualTo("Basic\r\nor Pro");
    }

    @ParameterizedTest
    @CsvSource({
        "Full name,name",
        "First name,first_name",
        "LAST NAME,last_name",
        "E-mail,email",
        "Email address,email",
        "Phone number,phone_number",
        "phone,phone_number",
        "Zip code,zip_code",
        "Date of birth,date_of_birth",
        "Ihr Name,Ihr Name",
        "is_test,is_test"
    })
    void standardQuestionsGetStandardNames(String label, String name) throws Exception {
        assertThat(one("lead_id," + label + "\n7,x\n").path(name).asText()).isEqualTo("x");
    }

    @Test
    void noAnswerTakesThePlaceOfAnother() throws Exception {
        ObjectNode lead =
                one(
                        """
                        lead_id,campaign_name,Name,Full name,Colour,Colour,id,Campaign name
                        7,Spring,Ana,Ana Silva,red,blue,passport-1,my campaign
                        """);
        assertThat(lead.path("id").asText()).isEqualTo("7");
        assertThat(lead.path("campaign_name").asText()).isEqualTo("Spring");
        assertThat(lead.path("Campaign name").asText()).isEqualTo("my campaign");
        assertThat(lead.path("name").asText()).isEqualTo("Ana");
        assertThat(lead.path("Full name").asText()).isEqualTo("Ana Silva");
        assertThat(lead.path("Colour").asText()).isEqualTo("red");
        assertThat(lead.path("Colour (2)").asText()).isEqualTo("blue");
        assertThat(lead.path("id (2)").asText()).isEqualTo("passport-1");
    }

    @Test
    void aHeaderAloneIsNoLeadAndBlankLinesAreNone() throws Exception {
        assertThat(read(HEADER)).isEmpty();
        assertThat(read(HEADER.strip())).isEmpty();
        assertThat(read(HEADER + "\n\n" + ROW + "\n")).hasSize(1);
    }

    @Test
    void shortAndLongRowsAreRead() throws Exception {
        List<ObjectNode> leads = read("lead_id,Name,Email\n7,Ana\n8,Bo,b@c.d,surplus\n");
        assertThat(leads).hasSize(2);
        assertThat(leads.get(0).has("email")).isFalse();
        assertThat(leads.get(1).path("email").asText()).isEqualTo("b@c.d");
    }

    @Test
    void anEmptyAnswerIsNotThere() throws Exception {
        assertThat(one("lead_id,Name,Email\n7,,a@b.c\n").has("name")).isFalse();
    }

    @Test
    void aZipIsUnpacked() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("leads/"));
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("leads/leads_1.csv"));
            zip.write(("\uFEFF" + HEADER + ROW).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        assertThat(LeadFile.read(bytes.toByteArray())).hasSize(1);
    }

    @Test
    void anEmptyZipIsAnError() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ZipOutputStream(bytes).close();
        assertThatThrownBy(() -> LeadFile.read(bytes.toByteArray()))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failed to download.",
                "{\"code\":40905,\"message\":\"file not exist\"}",
                "<html>502</html>",
                "Name,Email\nAna,a@b.c\n",
                "id,Email\n1,a@b.c\n"
            })
    void whatIsNoLeadFileIsAnError(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    @Test
    void nothingAtAllIsAnError() {
        assertThatThrownBy(() -> read("")).isInstanceOf(IOException.class);
    }

    @Test
    void aFileThatWasCutIsAnErrorNotFewerLeads() {
        assertThatThrownBy(() -> read(HEADER + ROW + "7400000000000000002,\"2026-01-"))
                .isInstanceOf(IOException.class);
    }
}
