package io.tiktokroutes.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes JSON, one object a line, and hands it on in large parts. */
final class NdjsonOut {

    private static final int BUFFER = 1 << 16;

    /**
     * Nothing between values: a line is ended, not begun, by what this class writes. Emoji come out
     * escaped; the switch against that would join half a letter with the one behind it.
     */
    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder().rootValueSeparator((String) null).build();

    private final JsonGenerator json;
    private final SerializerProvider serializers =
            JsonMapper.builder().build().getSerializerProviderInstance();

    NdjsonOut(OutputStream out) throws IOException {
        this.json = FACTORY.createGenerator(new BufferedOutputStream(out, BUFFER));
    }

    void write(ObjectNode node) throws IOException {
        node.serialize(json, serializers);
        json.writeRaw('\n');
    }

    /** Hands on what was written so far. */
    void flush() throws IOException {
        json.flush();
    }
}
