package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.mapping.Mapped;
import io.tiktokroutes.mapping.Mapping;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Prints payloads as they come out of a mapping. */
final class Payloads implements MapRun.Work {

    private final Mapping mapping;
    private final Map<String, String> settings;
    private final NdjsonOut out;

    /**
     * @param settings the parameters of the sink
     */
    Payloads(Mapping mapping, Map<String, String> settings, OutputStream out) throws IOException {
        this.mapping = mapping;
        this.settings = settings;
        this.out = new NdjsonOut(out);
    }

    @Override
    public Mapped on(JsonNode payload, long index, long line) throws IOException {
        Mapped mapped = mapping.apply(payload, settings);
        if (mapped instanceof Mapped.Payload made) {
            out.write(made.payload());
        }
        return mapped;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
