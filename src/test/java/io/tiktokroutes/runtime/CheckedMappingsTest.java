package io.tiktokroutes.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiktokroutes.mapping.Mappings;
import io.tiktokroutes.schema.RecordSchemas;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A saved mapping that lint would complain of does not take effect. */
class CheckedMappingsTest {

    private static final String GOOD =
            """
            target: tiktok-event
            rows:
              - { to: event, from: name, lookup: events, otherwise: skip }
              - { to: user.email, from: email, as: email, hash: sha256-if-plain }
            """;

    @TempDir private Path folder;
    private Mappings mappings;
    private CheckedMappings checked;
    private Path file;
    private Path lookup;

    @BeforeEach
    void start() throws Exception {
        mappings = new Mappings(folder, name -> null);
        checked =
                new CheckedMappings(
                        folder,
                        mappings,
                        name -> null,
                        new RecordSchemas(folder),
                        table -> List.of());
        file = folder.resolve("shop.mapping.yaml");
        lookup = folder.resolve("lookups/events.yaml");
        checked.activate(lookup, "purchase: CompletePayment\n");
        checked.activate(file, GOOD);
        checked.started();
    }

    @Test
    void everyMistakeIsOneLineAndTheOldVersionStays() throws Exception {
        assertThatThrownBy(
                        () ->
                                checked.activate(
                                        file, GOOD.replace("to: user.email", "to: user.emial")))
                .isInstanceOf(StartupException.class)
                .message()
                .endsWith(
                        "shop.mapping.yaml:4:11: error: there is no column 'user.emial' in"
                                + " tiktok-event; did you mean 'user.email'?");
        assertThatThrownBy(
                        () ->
                                checked.activate(
                                        file,
                                        GOOD.replace("as: email", "as: emial")
                                                .replace("otherwise: skip", "otherwise: skp")))
                .message()
                .satisfies(told -> assertThat(told.lines()).hasSize(2));
        assertThat(mappings.get("shop").table().rows().get(1).to().text()).isEqualTo("user.email");
    }

    @Test
    void aLookupIsAskedForTheSakeOfItsMappings() {
        assertThatThrownBy(() -> checked.activate(lookup, "purchase: CompletePaymnt\n"))
                .message()
                .contains("shop.mapping.yaml:3:", "'CompletePaymnt'", "'CompletePayment'?");
    }

    @Test
    void whatIsRightTakesEffect() throws Exception {
        checked.activate(file, GOOD.replace("from: email", "from: mail"));
        checked.activate(folder.resolve("more.mapping.yaml"), "rows:\n  - { to: a, from: b }\n");
        assertThat(checked.names()).containsExactly("more", "shop");
        checked.remove(file);
        assertThat(checked.names()).containsExactly("more");
    }
}
