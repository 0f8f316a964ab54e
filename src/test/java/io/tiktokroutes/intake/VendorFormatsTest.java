package io.tiktokroutes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiktokroutes.record.Record;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the bodies of mParticle and Segment become, and what is said about bad ones. */
class VendorFormatsTest {

    private static final Formats FORMATS = new Formats();

    private static Posted read(String format, String call, String body) throws IntakeException {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return FORMATS.get(new Formats.Choice(format, "", "usual", "vendor"))
                .read(new Request("in", call, bytes));
    }

    private static List<String> payloads(String format, String call, String body)
            throws IntakeException {
        return read(format, call, body).records().stream()
                .map(record -> record.payload().toString().replace('"', '\''))
                .toList();
    }

    private static List<String> keys(String format, String call, String body)
            throws IntakeException {
        return read(format, call, body).records().stream().map(Record::key).toList();
    }

    private static IntakeException refused(String format, String call, String body) {
        IntakeException refused =
                catchThrowableOfType(IntakeException.class, () -> read(format, call, body));
        assertThat(refused).as("refusal of " + body).isNotNull();
        return refused;
    }

    @Test
    void anEventOfABatchHasItsBatchAroundIt() throws Exception {
        assertThat(
                        payloads(
                                "mparticle",
                                "",
                                """
                                {'mpid':-7636538281262557001,'events':[
                                  {'event_type':'profile','data':{'event_id':-1.50}},
                                  {'event_type':'opt_out'}],'environment':'production'}"""))
                .containsExactly(
                        "{'mpid':-7636538281262557001,'environment':'production',"
                                + "'event':{'event_type':'profile','data':{'event_id':-1.50}}}",
                        "{'mpid':-7636538281262557001,'environment':'production',"
                                + "'event':{'event_type':'opt_out'}}");
    }

    @Test
    void theTokenInTheSettingsOfAFirehoseMessageIsNotKept() throws Exception {
        assertThat(
                        payloads(
                                "mparticle",
                                "",
                                "{'type':'event_processing_request','id':'m','account':{'account_settings':"
                                        + "{'accessToken':'hush'}},'events':[{'type':'push_message'}]}"))
                .containsExactly(
                        "{'type':'event_processing_request','id':'m','event':{'type':'push_message'}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'data':{'source_message_id':'s','event_id':-3141592653589793238}|s",
                "'data':{'source_message_id':null,'event_id':-3141592653589793238}|-3141592653589793238",
                "'source_id':'f','id':'i'|f",
                "'data':{}|R/1"
            })
    void theKeyIsTheSendersIdThenTheVendorsThenThePlaceInTheRequest(String fields, String key)
            throws Exception {
        String event = "{'event_type':'profile'," + fields + "}";
        assertThat(keys("mparticle", "", "{'source_request_id':'R','events':[" + event + "]}"))
                .containsExactly(key);
    }

    @Test
    void withoutAnyIdTheKeyIsADigest() throws Exception {
        String batch = "{'ip':'%s','events':[{'event_type':'profile'}]}";
        List<String> first = keys("mparticle", "", batch.formatted("198.51.100.1"));
        assertThat(first.get(0)).matches("[0-9a-f]{32}");
        assertThat(keys("mparticle", "", batch.formatted("198.51.100.1"))).isEqualTo(first);
        assertThat(keys("mparticle", "", batch.formatted("198.51.100.2"))).isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7|batch 1 is a number",
                "[[]]|batch 1 is an array",
                "{'event_name':'purchase'}|batch 1 has neither events nor environment",
                "{'type':'audience_membership_change_request'}|batch 1 is a message of another type",
                "{'events':{}}|batch 1 has events that are an object",
                "{'events':[{'event_type':'a'},[]]}|batch 1 event 2 is an array",
                "{'events':[{'event_type':'a'},{'data':{}}]}|batch 1 event 2 has no event_type"
            })
    void aMalformedBatchIsNamed(String body, String words) {
        IntakeException refused = refused("mparticle", "", body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused).hasMessageContaining(words);
    }

    @Test
    void badBatchesAmongGoodOnesAreLeftOut() throws Exception {
        Posted posted =
                read("mparticle", "", "{'events':7} {'events':[{'event_type':'a'}]} [null]");
        assertThat(posted.records()).hasSize(1);
        assertThat(posted.problems())
                .containsExactly(
                        "batch 1 has events that are a number; they are a list",
                        "batch 3 is a null; a batch is a JSON object");
    }

    @Test
    void aSmallBodyDoesNotBecomeAFlood() {
        String head = "{'environment':'production','ip':'" + "x".repeat(100_000) + "','events':[";
        String flood = head + "{'type':''},".repeat(2000) + "{'type':''}]}";
        assertThat(flood.length()).isLessThan(128 * 1024);
        assertThat(refused("mparticle", "", flood).status()).isEqualTo(413);
        String calls =
                "{'context':{'x':'"
                        + "x".repeat(1_000_000)
                        + "'},'batch':["
                        + "{},".repeat(100)
                        + "{}]}";
        assertThat(refused("segment", "batch", calls).status()).isEqualTo(413);
    }

    @Test
    void itemsOfABatchInheritWhatTheyDoNotSayThemselves() throws Exception {
        assertThat(
                        payloads(
                                "segment",
                                "batch",
                                """
                                {'writeKey':'hush','sentAt':'now','integrations':{'All':true},
                                 'context':{'ip':'1','page':{'url':'u','title':'t'}},
                                 'batch':[{'type':'track','messageId':'a','writeKey':'hush',
                                   'context':{'ip':'2','page':{'url':'v'}},'sentAt':'then'},
                                  {'type':'page','messageId':'b'}]}"""))
                .containsExactly(
                        "{'type':'track','messageId':'a','context':{'ip':'2','page':{'url':'v','title':'t'}},"
                                + "'sentAt':'then','integrations':{'All':true}}",
                        "{'type':'page','messageId':'b','sentAt':'now','context':{'ip':'1',"
                                + "'page':{'url':'u','title':'t'}},'integrations':{'All':true}}");
    }

    @ParameterizedTest
    @CsvSource({
        "track,track", "t,track", "page,page", "p,page", "screen,screen", "s,screen",
        "identify,identify", "i,identify", "group,group", "g,group", "alias,alias", "a,alias"
    })
    void theAddressSaysWhatACallIs(String call, String type) throws Exception {
        assertThat(payloads("segment", call, "{'messageId':'m'}"))
                .containsExactly("{'messageId':'m','type':'" + type + "'}");
    }

    @Test
    void aCallThatIsSentAgainHasTheSameKey() throws Exception {
        String call = "{'event':'x','userId':'u','sentAt':'%s'}";
        List<String> first = keys("segment", "track", call.formatted("1"));
        assertThat(first.get(0)).matches("[0-9a-f]{32}");
        assertThat(keys("segment", "track", call.formatted("2"))).isEqualTo(first);
        assertThat(keys("segment", "page", call.formatted("1"))).isNotEqualTo(first);
    }

    @Test
    void whatIsNoCallIsRefused() {
        assertThat(refused("segment", "projects", "{}").status()).isEqualTo(404);
        assertThat(refused("segment", "batch", "{'batch':7}").status()).isEqualTo(400);
        assertThat(refused("segment", "batch", "{'batch':[{},7]}"))
                .hasMessageContaining("event 2 is no JSON object");
        assertThat(refused("segment", "track", "[]").status()).isEqualTo(400);
        assertThat(refused("segment", "track", "").status()).isEqualTo(400);
        assertThat(refused("morse", "", "{}").status()).isEqualTo(500);
    }
}
