package io.tiktokroutes.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our check and an independent library judge every payload alike, whatever it holds. */
class SameVerdictTest {

    private static final long SEED = Long.getLong("schema.seed", 20261127L);
    private static final int ROUNDS = Integer.getInteger("schema.rounds", 500);
    private static final String BASE = "https://tiktok-routes.example/schemas/";

    private static final Stream<String> OUR_WORDS =
            Stream.of("x-reason", "x-reason-missing", "x-must", "x-personal", "x-sent");

    private static final JsonSchemaFactory JUDGES =
            JsonSchemaFactory.getInstance(
                    VersionFlag.V202012,
                    builder ->
                            builder.schemaMappers(m -> m.mapPrefix(BASE, "classpath:schemas/"))
                                    .metaSchema(
                                            JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                                                    .keywords(
                                                            OUR_WORDS
                                                                    .map(NonValidationKeyword::new)
                                                                    .toList())
                                                    .build()));

    /** In Java $ also fits before a line break at the end; in JSON Schema it does not. */
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder()
                    .regularExpressionFactory(
                            regex -> {
                                Pattern pattern =
                                        Pattern.compile(regex.replaceFirst("\\$$", "\\\\z"));
                                return text -> pattern.matcher(text).find();
                            })
                    .build();

    private static JsonSchema judge(String location) {
        return JUDGES.getSchema(SchemaLocation.of(location), STRICT);
    }

    static Stream<String> names() {
        return RecordSchema.names().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void isTheSame(String name) throws IOException {
        RecordSchema ours = RecordSchema.named(name);
        JsonSchema judge = judge(BASE + name + ".schema.json");
        Payloads payloads = new Payloads(new Random(SEED));
        int good = 0;
        int bad = 0;
        for (int round = 0; round < ROUNDS; round++) {
            JsonNode payload = payloads.fitting(name);
            for (int spoils = 0; spoils < 4; spoils++) {
                boolean fits = judge.validate(payload).isEmpty();
                assertThat(ours.check(payload).isEmpty())
                        .as("seed %d, round %d, %s: %s", SEED, round, spoils, shortened(payload))
                        .isEqualTo(fits);
                good += fits ? 1 : 0;
                bad += fits ? 0 : 1;
                payload = payloads.spoiled(payload);
            }
        }
        assertThat(good).as("good ones").isGreaterThan(ROUNDS / 2);
        assertThat(bad).as("bad ones").isGreaterThan(ROUNDS / 20);
    }

    @Test
    void ourSchemasAreSchemas() throws IOException {
        JsonSchema dialect = judge(ShapeReader.DIALECT);
        try (Stream<Path> files = Files.list(Payloads.SCHEMAS)) {
            files.map(file -> file.getFileName().toString().replace(".schema.json", ""))
                    .filter(name -> !name.startsWith("mapping"))
                    .forEach(
                            name -> {
                                try {
                                    assertThat(dialect.validate(Payloads.schema(name)))
                                            .as(name)
                                            .isEmpty();
                                } catch (IOException e) {
                                    throw new AssertionError(name, e);
                                }
                            });
        }
    }

    private static String shortened(JsonNode payload) {
        String text = payload.toString();
        return text.length() > 3000 ? text.substring(0, 3000) + "…" : text;
    }
}
