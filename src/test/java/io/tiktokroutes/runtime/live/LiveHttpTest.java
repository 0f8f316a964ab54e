package io.tiktokroutes.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiktokroutes.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers of an intake must not notice that somebody edits the files. */
class LiveHttpTest {

    @TempDir Path root;
    private LiveBench bench;
    private URI address;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final AtomicBoolean calling = new AtomicBoolean(true);
    private Thread caller;

    @BeforeEach
    void start() throws Exception {
        int port = Ports.free();
        address = URI.create("http://127.0.0.1:" + port + "/in");
        bench = new LiveBench(root);
        MainHttpServer server = new MainHttpServer();
        server.setCamelContext(bench.context);
        server.setHost("127.0.0.1");
        server.setPort(port);
        bench.context.addService(server);
        bench.save("in.camel.yaml", intake("first") + LiveBench.answering("work", "old"));
        bench.start();
        caller = new Thread(this::call);
        caller.start();
        await().until(() -> answers.getOrDefault("200 first", 0) > 5);
    }

    @AfterEach
    void stop() throws Exception {
        calling.set(false);
        caller.join();
        bench.close();
    }

    private static String intake(String answer) {
        return """
        - route:
            id: in
            from:
              uri: platform-http:/in
              steps:
                - setBody:
                    expression:
                      constant:
                        expression: %s
        """
                .formatted(answer);
    }

    @Test
    void aRefusedEditIsNotNoticed() {
        bench.save(
                "in.camel.yaml", intake("second") + LiveBench.answering("work", "'{{no.word}}'"));
        bench.awaitRefusal("in.camel.yaml");
        int then = answers.get("200 first");
        await().until(() -> answers.get("200 first") > then + 5);
        assertThat(answers.keySet()).containsExactly("200 first");
    }

    @Test
    void anEditOfAnotherRouteOfTheFileIsNotNoticed() {
        bench.save(
                "in.camel.yaml",
                "# a word\n" + intake("first") + LiveBench.answering("work", "new"));
        bench.awaitAnswer("work", "new");
        int then = answers.get("200 first");
        await().until(() -> answers.get("200 first") > then + 5);
        assertThat(answers.keySet()).containsExactly("200 first");
    }

    @Test
    void anEditOfTheIntakeItselfTakesEffect() {
        bench.save("in.camel.yaml", intake("second") + LiveBench.answering("work", "old"));
        await().atMost(LiveBench.SOON).until(() -> answers.getOrDefault("200 second", 0) > 5);
    }

    private void call() {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        while (calling.get()) {
            String answer;
            try {
                var response = client.send(request, BodyHandlers.ofString());
                answer = response.statusCode() + " " + response.body();
            } catch (IOException | InterruptedException e) {
                answer = e.toString();
            }
            answers.merge(answer, 1, Integer::sum);
        }
    }
}
