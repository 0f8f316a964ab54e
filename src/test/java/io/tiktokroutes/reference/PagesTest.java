package io.tiktokroutes.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.mapping.MappingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of a project that has something of everything. */
class PagesTest {

    private static final String BASE =
            """
            description: Shops [all|of them] become *events*
            source: shop-event
            target: tiktok-event
            country: "{{shop.country:}}"
            empty: ["-", "n|a"]
            when:
              - { value: "{{shop.feed:web}}", is: web, reason: NOT_WEB }
              - { from: settings.consent, present: false, else: refuse }
            rows:
              - { to: event, from: name, lookup: events, otherwise: skip, required: true, reason: NO_EVENT }
              - { to: user.email, from: "user.{{shop.field:email}}", as: "{{shop.as:email}}", hash: sha256-if-plain, else: omit }
              - { to: at, from: "['When | where?']", as: { datetime: yyyy-MM-dd, zone: UTC } }
              - { to: properties.kind, from: kind, lookup: { "a|b": x, c: d }, default: "{{shop.kind:product}}" }
              - { to: own, from: x, when: { value: "{{shop.field:email}}", is: email }, lookup: {}, ignore-case: true, otherwise: keep }
              - { to: "properties.items[].id", from: ["items[].id", { query: id, in: [url, page.url] }] }
            allowed: { by: event, within: properties, columns: { Purchase: [kind, items], Contact: [] }, otherwise: refuse }
            require:
              - { any: [user.email, at], reason: NO_IDENTIFIER }
            """;

    private static final String VARIATION =
            """
            description: One shop.
            extends: shop
            rows:
              - { to: properties.kind, value: "{{shop.own}}", when: { from: x, is: settings.y } }
            """;

    private static final String TESTS =
            """
            tests:
              - { name: "R-CA-1 a | b", input: {}, output: {} }
              - { name: two, input: {}, skipped: NOT_WEB }
              - { name: three, input: {}, refused: { reason: BAD_EMAIL, row: 2 } }
            """;

    private static final String KAMELET =
            """
            metadata:
              name: note-sink
              labels: { camel.apache.org/kamelet.type: sink }
            spec:
              definition:
                title: Notes
                description: Writes a|b.
                required: [path, key]
                properties:
                  path: { type: string, description: Where., example: 'a"b' }
                  key: { type: string, format: password }
                  size: { type: integer, default: "{{shop.size:9}}", enum: [1, 9] }
                  mode: { type: string, default: "" }
            """;

    private static final String PROPERTIES =
            """
            # Every setting.

            # The shop's country,
            # two letters.
            shop.country=
            shop.own=mine
            # How many.
            shop.size=7

            other=x
            """;

    @TempDir private Path root;

    @BeforeEach
    void aProject() throws IOException {
        write("mappings/shop.mapping.yaml", BASE);
        write("mappings/shop.test.yaml", TESTS);
        write("mappings/our-shop.mapping.yaml", VARIATION);
        write("mappings/lookups/events.csv", "ours,theirs\nb|uy,Purchase\n");
        write("src/main/resources/kamelets/note-sink.kamelet.yaml", KAMELET);
        write("src/main/resources/application.properties", PROPERTIES);
        Files.createDirectories(root.resolve("routes"));
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private String page(String name) throws IOException, MappingException {
        Map<String, String> pages = Reference.pages(root);
        assertThat(pages).containsKey(name);
        return pages.get(name);
    }

    @Test
    void everyPageIsThereAndSaysThatItIsGenerated() throws IOException, MappingException {
        assertThat(Reference.pages(root))
                .containsOnlyKeys(
                        "README.md",
                        "kamelets/note-sink.md",
                        "mappings/README.md",
                        "mappings/our-shop.md",
                        "mappings/shop.md",
                        "settings.md")
                .allSatisfy(
                        (name, page) ->
                                assertThat(page).contains("is generated", Generated.UPDATE));
    }

    @Test
    void aMappingIsShownAsItsTable() throws IOException, MappingException {
        assertThat(page("mappings/shop.md"))
                .contains(
                        "\nShops \\[all\\|of them\\] become \\*events\\*.\n",
                        "| country of phone numbers | `{{shop.country}}` |\n",
                        "| texts that mean nothing | `-`, `n\\|a` |\n",
                        "| 1 | `name` | lookup [events](#lookup-events), others skip | | `event`"
                                + " | yes, `NO_EVENT` |\n",
                        "| 2 | `user.{{shop.field}}` = `user.email` | as `{{shop.as}}` = `email`,"
                                + " else omit | `sha256-if-plain` | `user.email` | |\n",
                        "| 3 | `['When \\| where?']` | as datetime `yyyy-MM-dd`, zone `UTC` |",
                        "| 4 | `kind` | lookup `a\\|b` → `x`, `c` → `d`; default `{{shop.kind}}` |",
                        "| 6 | `items[].id`, else `query id in url, page.url` |",
                        "| 5 | `x` | when `'{{shop.field}}' is email`; lookup of nothing in any case, others keep |",
                        "- '{{shop.feed}}' is web, else skip with NOT_WEB\n",
                        "- settings.consent is not there, else refuse with MALFORMED\n",
                        "Inside `properties` only these columns go out.\n",
                        "| `event` | columns |\n|---|---|\n| Contact | none |\n",
                        "| Purchase | items, kind |\n| any other | refuse with MALFORMED |\n",
                        "- one of user.email, at, else refuse with NO_IDENTIFIER\n",
                        "## Lookup events\n",
                        "| `b\\|uy` | `Purchase` |\n",
                        "| [`shop.country`](../settings.md#shop) | | country |\n",
                        "| `shop.field` | `email` | row 2, row 5 |\n",
                        "| `settings.consent` | when |\n");
    }

    @Test
    void theCasesOfAMappingAreNamed() throws IOException, MappingException {
        assertThat(page("mappings/shop.md"))
                .contains(
                        "| [requirements](../../requirements.md) | R-CA-1 |\n",
                        "shop.test.yaml), 3 cases\n",
                        "| R-CA-1 a \\| b | payload |\n",
                        "| two | skipped `NOT_WEB` |\n",
                        "| three | refused `BAD_EMAIL` by row 2 |\n");
    }

    @Test
    void aVariationShowsTheRowsOfItsBase() throws IOException, MappingException {
        assertThat(page("mappings/our-shop.md"))
                .contains(
                        "\nOne shop.\n",
                        "| extends | [shop](shop.md) |\n",
                        "| 1 of shop | `name` |",
                        "| 1 | constant `{{shop.own}}` | when `x is settings.y` | |",
                        "Rows of one column are alternatives",
                        "| [`shop.own`](../settings.md#shop) | `mine` | row 1 |\n",
                        "| `shop.as` | `email` | row 2 of shop |\n",
                        "None yet.\n");
    }

    @Test
    void aKameletIsShownWithItsParameters() throws IOException, MappingException {
        assertThat(page("kamelets/note-sink.md"))
                .contains(
                        "Notes, a sink. Writes a\\|b.\n",
                        "| `path` | string | | yes | | Where. Example: `a\"b` |\n",
                        "| `key` | string | | yes | yes | |\n",
                        "| `size` | integer | setting [`shop.size`](../settings.md#shop), `7` |"
                                + " | | One of `1`, `9`. |\n",
                        "| `mode` | string | empty | | | |\n",
                        "            uri: kamelet:note-sink\n            parameters:\n",
                        "              path: \"a\\\"b\"\n              key: \"…\"\n```\n");
    }

    @Test
    void theExampleOfAKameletIsTheShortestShippedRoute() throws IOException, MappingException {
        write(
                "routes/two.camel.yaml",
                """
                - route:
                    id: long
                    from:
                      uri: timer:é
                      steps:
                        - to: { uri: "kamelet:note-sink?path=1" }
                - route:
                    id: b
                    from: { uri: "kamelet:note-sink" }

                # another one
                - route:
                    id: c
                    from: { uri: "kamelet:note-sink-2" }
                """);
        assertThat(page("kamelets/note-sink.md"))
                .contains("From [`routes/two.camel.yaml`](../../../routes/two.camel.yaml):\n")
                .endsWith(
                        """
                        ```yaml
                        - route:
                            id: b
                            from: { uri: "kamelet:note-sink" }
                        ```
                        """);
    }

    @Test
    void aSettingIsShownWithWhatReadsIt() throws IOException, MappingException {
        assertThat(page("settings.md"))
                .contains(
                        "## shop\n",
                        "| `shop.country` | – | The shop's country, two letters. | `SHOP_COUNTRY` |"
                                + " [our-shop](mappings/our-shop.md), [shop](mappings/shop.md) |\n",
                        "| `shop.own` | `mine` | The shop's country, two letters. |",
                        "| `shop.size` | `7` | How many. | `SHOP_SIZE` |"
                                + " [note-sink](kamelets/note-sink.md) |\n",
                        "## other\n",
                        "| `other` | `x` | | `OTHER` | |\n");
    }
}
