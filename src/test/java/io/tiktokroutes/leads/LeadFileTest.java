package io.tiktokroutes.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.csv.CsvRows;
import io.tiktokroutes.mapping.Mappings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

    private static final List<String> BAD = new ArrayList<>();

    private static List<ObjectNode> read(String csv) throws IOException {
        return read(csv.getBytes(StandardCharsets.UTF_8));
    }

    private static List<ObjectNode> read(byte[] content) throws IOException {
        return read(new ByteArrayInputStream(content), LeadLabels.english());
    }

    private static List<ObjectNode> read(InputStream content, LeadLabels labels)
            throws IOException {
        BAD.clear();
        List<ObjectNode> leads = new ArrayList<>();
        try (LeadFile file =
                LeadFile.open(content, labels, (row, problem) -> BAD.add(row + " " + problem))) {
            for (List<ObjectNode> some = file.next(2); !some.isEmpty(); some = file.next(2)) {
                leads.addAll(some);
            }
        }
        return leads;
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
        "'''7400000000000000001'''",
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

    @ParameterizedTest
    @CsvSource({
        "Vorname,first_name",
        "NACHNAME,last_name",
        "E-Mail-Adresse,email",
        "Numéro de téléphone,phone_number",
        "Correo electrónico,email",
        "お名前,name",
        "電話番号,phone_number",
        "이메일,email",
        "'Số điện thoại',phone_number",
        "'البريد الإلكتروني',email",
        "Full name,name",
        "Which product?,Which product?"
    })
    void theLookupKnowsOtherLanguages(String label, String name) throws Exception {
        Path folder = Path.of("mappings");
        Path lookup = folder.resolve("lookups/" + LeadLabels.LOOKUP + ".yaml");
        Mappings mappings = new Mappings(folder, property -> "");
        mappings.activate(lookup, Files.readString(lookup));
        LeadLabels labels = new LeadLabels(() -> mappings.lookup(LeadLabels.LOOKUP));
        byte[] csv = ("lead_id," + label + "\n7,x\n").getBytes(StandardCharsets.UTF_8);
        ObjectNode lead = read(new ByteArrayInputStream(csv), labels).get(0);
        assertThat(lead.path(name).asText()).isEqualTo("x");
    }

    @Test
    void aLookupOfYourOwnCountsAloneAndTakesNoPlaceOfOurs() throws Exception {
        LeadLabels labels =
                new LeadLabels(
                        () ->
                                Map.of(
                                        "Anything_You  Like", "product",
                                        "Passport", "id",
                                        "Spot", "region",
                                        "Mail", "email",
                                        "E-Mail", "email"));
        String csv =
                """
                lead_id,ANYTHING you like,Passport,Spot,region,Mail,E-Mail,Full name
                7,Pro,P-1,here,North,a@b.c,d@e.f,Ana
                """;
        ObjectNode lead =
                read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), labels).get(0);
        assertThat(lead.path("id").asText()).isEqualTo("7");
        assertThat(lead.path("product").asText()).isEqualTo("Pro");
        assertThat(lead.path("Passport").asText()).isEqualTo("P-1");
        assertThat(lead.path("Spot").asText()).isEqualTo("here");
        assertThat(lead.path("region (2)").asText()).isEqualTo("North");
        assertThat(lead.path("email").asText()).isEqualTo("a@b.c");
        assertThat(lead.path("E-Mail").asText()).isEqualTo("d@e.f");
        assertThat(lead.path("Full name").asText()).isEqualTo("Ana");
    }

    @Test
    void aHeaderAloneIsNoLeadAndBlankLinesAreNone() throws Exception {
        assertThat(read(HEADER)).isEmpty();
        assertThat(read(HEADER.strip())).isEmpty();
        assertThat(read(HEADER + "\n\n" + ROW + "\n")).hasSize(1);
    }

    @Test
    void aRowThatIsNoLeadIsToldOfAndTheOthersGoOn() throws Exception {
        List<ObjectNode> leads =
                read(
                        """
                        lead_id,Name,Email
                        1,Ana,a@b.c
                        2,Bo
                        3,Cy,c@d.e,surplus
                        ,Di,d@e.f
                        failed to download.
                        6,"Ed" junk,e@f.g
                        7,Fay,f@g.h,,
                        x-1,Guy,g@h.i

                        9,Hal,h@i.j
                        """);
        assertThat(leads).extracting(l -> l.path("id").asText()).containsExactly("1", "7", "9");
        assertThat(BAD)
                .containsExactly(
                        "3 has 2 cells and not 3",
                        "4 has 4 cells and not 3",
                        "5 has no lead id",
                        "6 has 1 cells and not 3",
                        "7 has text behind a closing quote",
                        "9 has no lead id");
    }

    @Test
    void anAbsurdlyLongCellCostsItsRowOnly() throws Exception {
        String fits = "x".repeat(CsvRows.LONGEST_CELL);
        String absurd = "y".repeat(3_000_000) + "\n8,fake,";
        String cells = "a,".repeat(20_000);
        List<ObjectNode> leads =
                read(
                        "lead_id,Name,Note\n1,Ana,"
                                + fits
                                + "\n2,Bo,\""
                                + absurd
                                + "\"\n3,"
                                + fits
                                + ","
                                + fits
                                + "\n4,"
                                + cells
                                + "\n5,Cy,short\n");
        assertThat(leads).extracting(l -> l.path("id").asText()).containsExactly("1", "5");
        assertThat(BAD)
                .containsExactly(
                        "3 has a cell of over 100000 characters",
                        "4 has over 150000 characters",
                        "5 has over 10000 cells");
    }

    @Test
    void whatIsToldOfABadRowHoldsNothingOfIt() throws Exception {
        read("lead_id,Name\n1,Ana,ana@example.com\nana@example.com,Ana\n");
        assertThat(BAD).hasSize(2).noneMatch(told -> told.contains("na"));
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
        assertThat(read(bytes.toByteArray())).hasSize(1);
    }

    @Test
    void aZipOfSeveralFilesIsReadWholly() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String csv : List.of("lead_id,Name\n1,Ana\n", "Name,lead_id\nBo,2\n")) {
                zip.putNextEntry(new ZipEntry(csv.length() + csv.substring(0, 4) + ".csv"));
                zip.write(csv.getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        assertThat(read(bytes.toByteArray()))
                .extracting(lead -> lead.path("id").asText() + lead.path("name").asText())
                .containsExactly("1Ana", "2Bo");
    }

    @Test
    void aZipThatWasCutIsAnErrorNotFewerLeads() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("leads.csv"));
            zip.write((HEADER + ROW.repeat(1000)).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
        assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
    }

    @Test
    void anEmptyZipIsAnError() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ZipOutputStream(bytes).close();
        assertThatThrownBy(() -> read(bytes.toByteArray())).isInstanceOf(IOException.class);
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
    void anErrorTextIsToldAndSomebodysDataIsNot() {
        assertThatThrownBy(() -> read("failed to download.\n"))
                .hasMessage(
                        "the file of leads has no column lead_id; TikTok wrote 'failed to"
                                + " download.'");
        for (String data : List.of("ana@example.com", "1234567", "Ana,Silva", "x".repeat(200))) {
            assertThatThrownBy(() -> read(data + "\n"))
                    .hasMessage("the file of leads has no column lead_id; it is no list of leads");
        }
    }

    @Test
    void nothingAtAllIsAnError() {
        assertThatThrownBy(() -> read("")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("\uFEFF")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("\r\n\r\n")).isInstanceOf(IOException.class);
    }

    @Test
    void aFileThatWasCutIsAnErrorNotFewerLeads() {
        String second = HEADER + ROW + "7400000000000000002,";
        for (String cut : List.of("\"2026-01-", "2026-01-10 12:0", "2026-01-10,\"")) {
            assertThatThrownBy(() -> read(second + cut))
                    .hasMessage("the file of leads ends in the middle of row 3");
        }
        // whole, though no line break follows
        assertThat(catchThrowable(() -> read(HEADER + ROW.strip()))).isNull();
    }
}
