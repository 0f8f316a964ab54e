package io.tiktokroutes.cdp;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** Everything that is logged while it is open. */
public final class LogLines implements AutoCloseable {

    private static final String NAME = "cdp-log-lines";

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<String> thrown = new CopyOnWriteArrayList<>();

    public LogLines() {
        AbstractAppender appender =
                new AbstractAppender(NAME, null, null, true, Property.EMPTY_ARRAY) {
                    @Override
                    public void append(LogEvent event) {
                        lines.add(
                                event.getLevel() + " " + event.getMessage().getFormattedMessage());
                        for (Throwable t = event.getThrown(); t != null; t = t.getCause()) {
                            thrown.add(t.toString());
                        }
                    }
                };
        appender.start();
        root().addAppender(appender, Level.ALL, null);
    }

    private static LoggerConfig root() {
        return ((LoggerContext) LogManager.getContext(false)).getConfiguration().getRootLogger();
    }

    public List<String> starting(String words) {
        return lines.stream().filter(line -> line.startsWith(words)).toList();
    }

    public List<String> all() {
        return List.copyOf(lines);
    }

    /** What stands at the head of stack traces, causes among them. */
    public List<String> thrown() {
        return List.copyOf(thrown);
    }

    @Override
    public void close() {
        root().removeAppender(NAME);
    }
}
