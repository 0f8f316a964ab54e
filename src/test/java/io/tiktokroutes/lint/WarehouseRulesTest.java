package io.tiktokroutes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lint finds the mistakes of a sync that need no database, and so does the start. */
class WarehouseRulesTest {

    private static final String FILE = "routes/orders.camel.yaml";

    @TempDir private Path root;

    private static String route(String model, String key, String more) {
        return """
        - route:
            id: orders
            description: Orders of the shop
            from:
              uri: kamelet:warehouse-source
              parameters:
                name: orders
                model: %s
                primaryKey: %s
        %s      steps:
                - to:
                    uri: log:orders
        """
                .formatted(model, key, more);
    }

    private void finds(String route, String... problems) {
        LintBench bench = new LintBench(root);
        bench.write("routes/models/orders.sql", "select order_id from shop_order;\n");
        bench.write(FILE, route);
        assertThat(bench.found()).containsExactly(problems);
    }

    @Test
    void aSyncThatIsRightIsNoFinding() {
        finds(route("orders", "order_id", ""));
        finds(route("\"select 1 as order_id\"", "order_id", "        mode: mirror\n"));
    }

    @Test
    void valuesThatAreNoneAreTold() {
        finds(
                route(
                        "orders",
                        "\" \"",
                        "        mostRemoved: half\n        writeBack: my-tables\n"),
                FILE
                        + ":9:21: error: primaryKey is empty; write the column of the query that"
                        + " tells rows apart, such as order_id (bad-value)",
                FILE
                        + ":10:22: error: mostRemoved is 'half'; write a share of the rows, 0% to"
                        + " 100% (bad-value)",
                FILE
                        + ":11:20: error: writeBack is 'my-tables'; write what the names of the"
                        + " tables begin with, such as tiktok_ or audit.tiktok_, or nothing"
                        + " (bad-value)");
        finds(
                route("orders", "order_id", "        mode: mirorr\n"),
                FILE + ":10:15: error: mode is 'mirorr'; did you mean 'mirror'? (bad-value)");
        finds(
                route("orders", "\"order_id, status\"", ""),
                FILE
                        + ":9:21: error: primaryKey is 'order_id, status', and must be one column;"
                        + " join several in the query, such as order_id || ':' || status as"
                        + " event_key (bad-value)");
    }
}
