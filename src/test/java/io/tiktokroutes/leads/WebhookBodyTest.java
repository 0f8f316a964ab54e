package io.tiktokroutes.leads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.http.RefusedRequest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a webhook's JSON becomes. */
class WebhookBodyTest {

    private static WebhookBody read(String json) throws RefusedRequest {
        return WebhookBody.read(json.replace('\'', '"').getBytes(UTF_8));
    }

    private static ObjectNode lead(String entry) throws RefusedRequest {
        WebhookBody body = read("{'object':1,'entry':[" + entry + "]}");
        assertThat(body.leads()).hasSize(1);
        return body.leads().get(0);
    }

    @Test
    @Tag("R-CDP-43")
    @Tag("R-CDP-44")
    @Tag("RX-CDP-1")
    @Tag("RX-CDP-2")
    void anEntryIsTheSameFlatLeadAsInAnExport() throws Exception {
        ObjectNode lead =
                lead(
                        """
                        {'id':7400000000000000001,'lead_source':'INSTANT_FORM',
                         'page_id':7300000000000000001,'page_name':'Spring demo request',
                         'advertiser_id':7200000000000000001,'advertiser_name':'Acme EU',
                         'library_id':0,
                         'campaign_id':7500000000000000011,'campaign_name':'Spring',
                         'adgroup_id':7500000000000000021,'adgroup_name':'AG 1',
                         'ad_id':7500000000000000031,'ad_name':'Video A',
                         'create_time':1768046400,
                         'changes':[{'field':'name','value':'Ana Silva'},
                          {'field':'email','value':'ana@example.com'},
                          {'field':'phone_number','value':'+351900000001'},
                          {'field':'Which product interests you?','value':'Pro'}]}""");
        assertThat(lead.toString())
                .isEqualTo(
                        """
                        {'id':'7400000000000000001','created_time':'2026-01-10T12:00:00Z',\
                        'form_id':'7300000000000000001','form_name':'Spring demo request',\
                        'advertiser_id':'7200000000000000001',\
                        'campaign_id':'7500000000000000011','campaign_name':'Spring',\
                        'adgroup_id':'7500000000000000021','adgroup_name':'AG 1',\
                        'ad_id':'7500000000000000031','ad_name':'Video A','is_organic':'0',\
                        'name':'Ana Silva','email':'ana@example.com',\
                        'phone_number':'+351900000001','Which product interests you?':'Pro'}"""
                                .replace('\'', '"'));
    }

    @Test
    void idsMayBeTextAndWhatIsEmptyIsAbsent() throws Exception {
        ObjectNode lead =
                lead(
                        """
                        {'id':'9223372036854775807','page_id':'7300000000000000001','page_name':'',
                         'library_id':'7600000000000000001','campaign_id':0,'campaign_name':'',
                         'adgroup_id':'0','ad_id':null,'ad_name':null,'create_time':'0',
                         'advertiser_id':1.5,'lead_source':'DIRECT_MESSAGE'}""");
        assertThat(lead.toString())
                .isEqualTo(
                        """
                        {'id':'9223372036854775807','form_id':'7300000000000000001',\
                        'library_id':'7600000000000000001','is_organic':'1',\
                        'lead_source':'DIRECT_MESSAGE'}"""
                                .replace('\'', '"'));
        assertThat(lead("{'id':1,'create_time':'1768046400'}").path("created_time").asText())
                .isEqualTo("2026-01-10T12:00:00Z");
        assertThat(lead("{'id':1,'create_time':'soon'}").path("created_time").asText())
                .isEqualTo("soon");
    }

    @Test
    void anAnswerOfAnyKindIsKept() throws Exception {
        ObjectNode lead =
                lead(
                        """
                        {'id':1,'changes':[{'field':'a','value':12345678901234567890},
                         {'field':'b','value':true},{'field':'c','value':1.10},
                         {'field':'d','value':['x','y']},{'field':'e','value':{'f':1}},
                         {'field':'g','value':null},{'field':'h','value':''},{'field':'i'},
                         {'field':' j ','value':' z '}]}""");
        assertThat(lead.without(List.of("id", "is_organic")).toString())
                .isEqualTo(
                        "{'a':'12345678901234567890','b':'true','c':'1.10','d':['x','y'],'e':{'f':1},'j':' z '}"
                                .replace('\'', '"'));
    }

    @Test
    void noQuestionTakesThePlaceOfAColumnOrOfAnother() throws Exception {
        ObjectNode lead =
                lead(
                        """
                        {'id':1,'changes':[{'field':'id','value':'A'},{'field':'ad_id','value':'B'},
                         {'field':'region','value':'C'},{'field':'advertiser_id','value':'D'},
                         {'field':'email','value':'1'},{'field':'email','value':'2'},
                         {'field':'email (2)','value':'3'},{'field':'email','value':'4'}]}""");
        assertThat(lead.toString())
                .isEqualTo(
                        """
                        {'id':'1','is_organic':'1','id (2)':'A','ad_id (2)':'B','region (2)':'C',\
                        'advertiser_id (2)':'D','email':'1','email (2)':'2','email (2) (2)':'3',\
                        'email (3)':'4'}"""
                                .replace('\'', '"'));
    }

    @Test
    void theSameQuestionMayBeAskedEndlessly() throws Exception {
        String changes =
                IntStream.range(0, 40_000)
                        .mapToObj(i -> "{'field':'q','value':" + i + "}")
                        .collect(Collectors.joining(","));
        // with a search from the beginning each time this would take minutes
        assertThat(lead("{'id':1,'changes':[" + changes + "]}").path("q (40000)").asText())
                .isEqualTo("39999");
    }

    @Test
    void whatCannotBeReadKeepsNothingElseBack() throws Exception {
        WebhookBody body =
                read(
                        """
                        {'object':'1','entry':[7,{'page_id':3},{'id':0},{'id':'a b'},{'id':[1]},
                         {'id':2,'changes':'none'},{'id':3,'changes':[5,{'value':'x'},
                         {'field':'ok','value':'y'}]},null,{'id':4.5},{'id':-6}]}""");
        assertThat(body.leads().toString())
                .isEqualTo(
                        "[{'id':'2','is_organic':'1'}, {'id':'3','is_organic':'1','ok':'y'}]"
                                .replace('\'', '"'));
        assertThat(body.malformed()).isEqualTo(8);
        assertThat(body.ignored()).isZero();
        assertThat(body.notes()).hasSize(5).first().isEqualTo("entry 1 of 10 has no id");
        for (String shape : List.of("[]", "5", "null", "{'object':1}", "{'object':1,'entry':{}}")) {
            assertThat(read(shape).malformed()).as(shape).isEqualTo(1);
            assertThat(read(shape).leads()).isEmpty();
        }
        assertThat(read("{'object':1,'entry':[]}").malformed()).isZero();
    }

    @Test
    void anEntryTheInboxCannotHoldIsLeftOut() throws Exception {
        String answer = "x".repeat(1_000_000);
        WebhookBody body =
                read(
                        "{'object':1,'entry':[{'id':1,'changes':[{'field':'a','value':'"
                                + answer
                                + "'}]},{'id':2}]}");
        assertThat(body.leads()).hasSize(1);
        assertThat(body.notes()).containsExactly("entry 1 of 2 is longer than 1000000 characters");
    }

    @Test
    void whatIsAboutSomethingElseIsIgnored() throws Exception {
        WebhookBody review = read("{'object':2,'entry':[{'id':1},{'id':2}]}");
        assertThat(review.leads()).isEmpty();
        assertThat(review.ignored()).isEqualTo(2);
        assertThat(review.notes().get(0)).contains("object 2");
        WebhookBody unknown = read("{'object':'ana@example.com'}");
        assertThat(unknown.ignored()).isEqualTo(1);
        assertThat(unknown.notes().get(0)).doesNotContain("ana");
        assertThat(read("{'entry':[{'id':1}]}").ignored()).isEqualTo(1);
    }

    private static int status(String body) {
        return catchThrowableOfType(RefusedRequest.class, () -> read(body)).status();
    }

    @Test
    void whatIsNotJsonIsRefused() {
        for (String body :
                List.of("", " ", "{", "{'object':1}{}", "hello", "[".repeat(2000), "{'a':01}")) {
            assertThat(status(body)).as(body).isEqualTo(400);
        }
        String many =
                IntStream.range(0, 10_001)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(","));
        assertThat(status("{'object':1,'entry':[" + many + "]}")).isEqualTo(413);
    }
}
