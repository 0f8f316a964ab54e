package io.tiktokroutes.events;

import static io.tiktokroutes.events.SenderBench.records;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.schema.RecordSchemas;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The log tells of odd click ids, once, and of none that is a person's. */
class OddClickIdTest {

    private static List<Record> clicks(String beginning) {
        List<Record> records = records(30, i -> false);
        for (Record record : records) {
            ((ObjectNode) record.payload().get("user")).put("ttclid", beginning + record.key());
        }
        return records;
    }

    @Test
    @Tag("R-MP-27")
    void theyAreToldOnceAndNotShown() throws Exception {
        Queue<String> log = new ConcurrentLinkedQueue<>();
        AbstractAppender appender =
                new AbstractAppender("clicks", null, null, true, Property.EMPTY_ARRAY) {
                    @Override
                    public void append(LogEvent event) {
                        if (event.getLoggerName().equals(EventSender.class.getName())) {
                            log.add(event.getLevel() + event.getMessage().getFormattedMessage());
                        }
                    }
                };
        appender.start();
        var root = LoggerContext.getContext(false).getConfiguration().getRootLogger();
        root.addAppender(appender, Level.ALL, null);
        try (SenderBench bench = new SenderBench()) {
            EventSender sender = new EventSender(bench.bench.api(), RecordSchemas.shipped());
            sender.send(new Delivery("good", bench.settings, null, clicks("E.C.P.")));
            assertThat(log).isEmpty();
            sender.send(new Delivery("odd", bench.settings, null, clicks("click-of-")));
            sender.send(new Delivery("odd", bench.settings, null, clicks("click-of-")));
        } finally {
            root.removeAppender("clicks");
        }
        assertThat(log).hasSize(1);
        assertThat(log.peek())
                .startsWith("WARNodd: 30 click ids (ttclid) did not begin with E.C.P.")
                .doesNotContain("click-of");
    }
}
