package io.tiktokroutes.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tiktokroutes.mapping.Mapped;
import io.tiktokroutes.runtime.StartupException;
import java.io.IOException;
import java.io.InputStream;

/** Maps an input record by record, in its order. */
final class MapRun {

    /** Decimals and 19-digit ids stay exact, as where events come in. */
    private static final ObjectReader JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build()
                    .readerFor(JsonNode.class);

    /** A longer record is refused. */
    private static final int MOST_BYTES = 16 << 20;

    /** A record as a tree, and what is made of it, take many times its bytes. */
    private static final int MEMORY_PER_BYTE = 32;

    private final Work work;
    private final OutcomeLines told;
    private final Progress progress;
    private final Tally tally = new Tally();

    /** What is done with each payload. */
    interface Work {

        /** Maps a payload and writes what came of it, unless it was skipped or refused. */
        Mapped on(JsonNode payload, long index, long line) throws IOException;

        /** Hands on what was written so far. */
        void flush() throws IOException;
    }

    MapRun(Work work, OutcomeLines told, Progress progress) {
        this.work = work;
        this.told = told;
        this.progress = progress;
    }

    /** What became of the records so far. */
    Tally tally() {
        return tally;
    }

    /** Maps everything there is. */
    void run(InputStream in) throws IOException, StartupException {
        ByteWindow window = new ByteWindow(in, mostBytes(), this::flush);
        Pieces pieces = Pieces.of(window);
        while (pieces.next()) {
            one(pieces, window);
            progress.step(tally, window);
        }
        progress.clear();
        flush();
    }

    private static int mostBytes() {
        return (int) Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / MEMORY_PER_BYTE);
    }

    private void one(Pieces pieces, ByteWindow window) throws IOException {
        long index = tally.records() + 1;
        if (pieces.trouble() != null) {
            tally.refuse();
            told.trouble(index, pieces.line(), pieces.trouble());
            return;
        }
        JsonNode payload;
        try {
            payload = JSON.readTree(window.array(), window.offset(), pieces.length());
        } catch (JsonProcessingException e) {
            tally.refuse();
            malformed(index, pieces, e);
            return;
        }
        Mapped mapped = work.on(payload, index, pieces.line());
        if (mapped instanceof Mapped.Payload) {
            tally.map();
        } else if (mapped instanceof Mapped.Skipped skipped) {
            tally.skip();
            told.skipped(index, pieces.line(), skipped);
        } else if (mapped instanceof Mapped.Refused refused) {
            tally.refuse();
            told.refused(index, pieces.line(), refused);
        }
    }

    private void malformed(long index, Pieces pieces, JsonProcessingException e)
            throws IOException {
        JsonLocation at = e.getLocation();
        long line = pieces.line();
        long column = pieces.column();
        if (at != null && at.getLineNr() > 0) {
            // the parser counts from where the piece begins
            column = at.getColumnNr() + (at.getLineNr() == 1 ? column - 1 : 0);
            line += at.getLineNr() - 1;
        }
        told.malformed(index, line, column, e);
    }

    private void flush() throws IOException {
        work.flush();
        told.flush();
    }
}
