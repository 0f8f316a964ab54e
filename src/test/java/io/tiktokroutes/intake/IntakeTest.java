package io.tiktokroutes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiktokroutes.record.Accepted;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.InboxFullException;
import io.tiktokroutes.record.Record;
import java.sql.SQLException;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request becomes a batch, and a 2xx is given for what was committed only. */
class IntakeTest {

    private static final String PATHS = "context.event_id,event_id";

    private final Intake intake = new Intake("KEY", "", 1000);
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    private void post(String body) {
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeader("Authorization", "Bearer KEY");
        exchange.getMessage().setHeader("Cookie", "session=1");
        exchange.getMessage().setHeader(Exchange.HTTP_QUERY, "token=KEY");
    }

    private void take(String source) throws IntakeException {
        intake.take(exchange, source, "events", PATHS, "usual", "vendor");
    }

    private int refusal(Exception cause) {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, cause);
        intake.refuse(exchange);
        return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    }

    @Test
    void aBodyBecomesABatchWithKeysAndNothingOfTheRequestTravelsOn() throws Exception {
        post("[{\"event_id\":\"a\"},{\"context\":{\"event_id\":\"b\"}}]");
        take("commanders-act");
        Batch batch = exchange.getMessage().getBody(Batch.class);
        assertThat(batch.inbox()).isEqualTo("commanders-act");
        assertThat(batch).extracting(Record::key).containsExactly("a", "b");
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
    }

    @Test
    void aWrongKeyIsRefusedBeforeTheBodyIsLookedAt() {
        post("not json");
        exchange.getMessage().setHeader("Authorization", "Bearer wrong");
        IntakeException refused = catchThrowableOfType(IntakeException.class, () -> take("in"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refusal(refused)).as("as ever").isEqualTo(401);
    }

    @Test
    void aFormAndAnEmptyBodyAreRefused() {
        post(null);
        IntakeException empty = catchThrowableOfType(IntakeException.class, () -> take("in"));
        assertThat(empty.status()).isEqualTo(400);
        post("a=1");
        exchange.getMessage()
                .setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded; charset=x");
        IntakeException form = catchThrowableOfType(IntakeException.class, () -> take("in"));
        assertThat(form.status()).isEqualTo(415);
    }

    @Test
    void theAnswerCountsNewOnesAndDuplicates() throws Exception {
        exchange.getMessage().setBody(new Accepted(3, 2, Set.of("k")));
        intake.accepted(exchange);
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(202);
        assertThat(exchange.getMessage().getBody()).isEqualTo("{\"accepted\":3,\"duplicates\":2}");
    }

    @Test
    void aRouteWithoutAnInboxGetsNoSuccess() {
        exchange.getMessage().setBody("{}");
        IntakeException refused =
                catchThrowableOfType(IntakeException.class, () -> intake.accepted(exchange));
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused).hasMessageContaining("inbox:NAME");
    }

    @Test
    void refusalsHaveTheirStatusAndTellWhenToComeAgain() {
        assertThat(refusal(new IntakeException(400, "line 3"))).isEqualTo(400);
        assertThat(exchange.getMessage().getHeader("Retry-After")).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo("{\"error\":\"line 3\"}");
        assertThat(refusal(new InboxFullException("in", 5))).isEqualTo(429);
        assertThat(exchange.getMessage().getHeader("Retry-After")).isEqualTo("10");
        assertThat(refusal(new SQLException("password=x"))).isEqualTo(503);
        assertThat(exchange.getMessage().getHeader("Retry-After")).isEqualTo("10");
        assertThat(exchange.getMessage().getBody(String.class)).doesNotContain("password");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "events|usual|{'error':'the events could not be stored; send them again'}",
                "mparticle|vendor|{'errors':[{'code':'SERVICE_UNAVAILABLE',"
                        + "'message':'the events could not be stored; send them again'}]}",
                "segment|usual|{'success':false,"
                        + "'error':'the events could not be stored; send them again'}"
            })
    @Tag("RX-MP-4")
    void aFailureOfOursIsToldInTheWordsOfTheVendor(String format, String answers, String body) {
        post("not json");
        assertThatThrownBy(() -> intake.take(exchange, "in", format, "", answers, "vendor"))
                .isInstanceOf(IntakeException.class);
        assertThat(refusal(new SQLException("down"))).isEqualTo(503);
        assertThat(exchange.getMessage().getHeader("Retry-After")).isEqualTo("10");
        assertThat(exchange.getMessage().getBody()).isEqualTo(body.replace('\'', '"'));
    }
}
