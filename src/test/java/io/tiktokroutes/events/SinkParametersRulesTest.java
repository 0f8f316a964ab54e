package io.tiktokroutes.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.schema.RecordSchemas;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters of the sink that cannot work are found before anything is sent. */
class SinkParametersRulesTest {

    /** What is wrong with the usual parameters after these changes, each as {@code name=value}. */
    private static List<SinkParameters.Mistake> mistakes(String changes) {
        Map<String, String> set = new HashMap<>();
        set.put("eventSource", "web");
        set.put("eventSourceId", "SANDBOXPIXEL00000001");
        set.put("api", "2.0");
        set.put("names", "seed");
        set.put("identities", "recommended");
        set.put("maxAge", "any");
        set.put("batchSize", "1000");
        set.put("eventName", "");
        set.put("testEventCode", "");
        for (String change : changes.isEmpty() ? new String[0] : changes.split(" & ")) {
            set.put(change.substring(0, change.indexOf('=')), change.replaceFirst("^\\w+=", ""));
        }
        return SinkParameters.mistakes(set, RecordSchemas.shipped());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "eventSource=offline & api=1.0 & eventSourceId=7301000000000000002",
                "api=1.0 & testEventCode=TEST12345",
                "eventSource=app & eventName=InstallApp",
                "eventSource=crm & eventName=QualifiedLead & names=current",
                "eventName=Purchase",
                "eventName=CompletePayment & names=current",
                "eventName=Purchase & api=1.0",
                "identities=email,ttclid",
                "identities=required",
                "maxAge=28d",
                "batchSize=1"
            })
    void letsGo(String changes) {
        assertThat(mistakes(changes)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "eventSourceId= | eventSourceId | eventSourceId is empty; write the pixel code",
                "eventSource=shop | eventSource | eventSource is 'shop'",
                "eventSource=ofline | eventSource | did you mean 'offline'",
                "api=3.0 | api | api is '3.0'",
                "names=new | names | names is 'new'",
                "hashing=no | hashing | hashing is 'no'",
                "api=1.0 & eventSource=app | api | takes no app events",
                "api=1.0 & eventSource=crm | api | takes no crm events",
                "api=1.0 & names=current | names | belong to api 2.0",
                "api=1.0 & eventSource=offline & testEventCode=T | testEventCode | would count as real",
                "identities=emial | identities | did you mean 'email'",
                "identities=required,email | identities | 'required' in identities is no match key",
                "maxAge=a month | maxAge | write a length of time such as 28d, or any",
                "batchSize=0 | batchSize | write a number from 1 to 1000",
                "batchSize=5000 | batchSize | write a number from 1 to 1000",
                "batchSize=-1 | batchSize | write a number from 1 to 1000"
            })
    void finds(String changes, String parameter, String problem) {
        assertThat(mistakes(changes))
                .singleElement()
                .satisfies(
                        mistake -> {
                            assertThat(mistake.parameter()).isEqualTo(parameter);
                            assertThat(mistake.problem()).contains(problem);
                        });
    }

    @Test
    @Tag("R-CA-12")
    void oneDestinationHoldsOnePixel() {
        assertThat(mistakes("eventSourceId=SANDBOXPIXEL00000001,SANDBOXPIXEL00000002"))
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.problem()).contains("write a sink for"));
    }

    @ParameterizedTest
    @CsvSource({
        "eventName=CompletePaymnet,did you mean 'CompletePayment'",
        "eventName=purchase,does not know",
        "eventName=Page,'write one of AddPaymentInfo, AddToCart, AddToWishlist, '",
        "eventName=Schedule & api=1.0,does not know",
        "eventName=InstallApp,does not know",
        "eventName=CompletePayment & eventSource=app,such as InstallApp"
    })
    @Tag("R-HT-19")
    void aNameThatTikTokDoesNotKnowIsRefusedWhenItIsConfigured(String changes, String problem) {
        assertThat(mistakes(changes))
                .singleElement()
                .satisfies(
                        mistake -> {
                            assertThat(mistake.parameter()).isEqualTo("eventName");
                            assertThat(mistake.problem()).contains(problem);
                        });
    }

    @Test
    void whatIsNotKnownYetIsNoMistake() {
        assertThat(SinkParameters.mistakes(Map.of("eventName", "x"), RecordSchemas.shipped()))
                .isEmpty();
    }
}
