package io.tiktokroutes.bench;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tiktokroutes.mapping.Mapped;
import io.tiktokroutes.mapping.Mapping;
import io.tiktokroutes.mapping.Mappings;
import io.tiktokroutes.schema.RecordSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one event costs: the mapping, a hand-written method, and the JSON around them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 6, time = 2)
@Fork(value = 2, jvmArgs = "-Xmx1g")
public class MappingBench {

    /** As the program itself reads JSON: decimals and 19-digit ids stay exact. */
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private final ObjectReader reader = JSON.readerFor(JsonNode.class);
    private final ObjectWriter writer = JSON.writer();
    private final HandWritten byHand = new HandWritten();
    private final byte[] kilobyte = new byte[1024];
    private List<byte[]> texts;
    private List<JsonNode> trees;
    private List<JsonNode> mapped;
    private RecordSchema schema;
    private Mapping mapping;
    private MessageDigest sha256;
    private int next;

    @Setup
    public void prepare() throws Exception {
        Mappings mappings = new Mappings(Path.of("mappings"), name -> null);
        mappings.load();
        mapping = mappings.get("commanders-act-to-tiktok-event");
        sha256 = MessageDigest.getInstance("SHA-256");
        texts = Events.all();
        trees = new ArrayList<>();
        mapped = new ArrayList<>();
        schema = RecordSchema.named("tiktok-event");
        for (byte[] text : texts) {
            JsonNode tree = reader.readTree(text);
            trees.add(tree);
            JsonNode ours = payload(mapping.apply(tree, Map.of()));
            mapped.add(ours);
            JsonNode theirs = byHand.map(tree);
            if (!reader.readTree(ours.toString()).equals(reader.readTree(theirs.toString()))) {
                throw new IllegalStateException("not the same:\n" + ours + "\n" + theirs);
            }
        }
    }

    private int next() {
        next = next + 1 == texts.size() ? 0 : next + 1;
        return next;
    }

    private static JsonNode payload(Mapped mapped) {
        return ((Mapped.Payload) mapped).payload();
    }

    /** The mapping on a parsed event. */
    @Benchmark
    public Object parsedByMapping() {
        return mapping.apply(trees.get(next()), Map.of());
    }

    /** The hand-written method on a parsed event. */
    @Benchmark
    public Object parsedByHand() {
        return byHand.map(trees.get(next()));
    }

    /** Parse and map. */
    @Benchmark
    public Object textByMapping() throws IOException {
        return mapping.apply(reader.readTree(texts.get(next())), Map.of());
    }

    /** Parse and map by hand. */
    @Benchmark
    public Object textByHand() throws IOException {
        return byHand.map(reader.readTree(texts.get(next())));
    }

    /** The whole way of an event: parsed, mapped, normalised, hashed, checked, written. */
    @Benchmark
    public Object textToText() throws IOException {
        JsonNode event = payload(mapping.apply(reader.readTree(texts.get(next())), Map.of()));
        if (schema.check(event).isPresent()) {
            throw new IllegalStateException("an event of the mapping is not good");
        }
        return writer.writeValueAsBytes(event);
    }

    /** The schema's check of a mapped event. */
    @Benchmark
    public Object check() {
        return schema.check(mapped.get(next()));
    }

    /** Parse and write, nothing between. */
    @Benchmark
    public Object parseAndWrite() throws IOException {
        return writer.writeValueAsBytes(reader.readTree(texts.get(next())));
    }

    /** SHA-256 over 1 KiB: the unit in which the whole way is told. */
    @Benchmark
    public Object controlHash() {
        return sha256.digest(kilobyte);
    }
}
