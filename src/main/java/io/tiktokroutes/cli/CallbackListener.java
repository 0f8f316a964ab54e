package io.tiktokroutes.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.runtime.token.SignIn;
import io.tiktokroutes.runtime.token.SignInException;
import io.tiktokroutes.runtime.token.SignInPage;
import io.tiktokroutes.runtime.token.SignInSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes TikTok's redirect at http.host and http.port while no program runs there, and nothing else.
 *
 * <p>The state is known to nobody but who reads the command's output, so no cookie is needed.
 */
final class CallbackListener implements AutoCloseable {

    static {
        // read once by the JDK's server: who dawdles must not keep the redirect out
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "30");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final byte[] state;
    private final SignIn signIn;
    private final AtomicBoolean used = new AtomicBoolean();
    private final CompletableFuture<List<String>> end = new CompletableFuture<>();

    private CallbackListener(HttpServer server, String state, SignIn signIn) {
        this.server = server;
        this.state = state.getBytes(StandardCharsets.UTF_8);
        this.signIn = signIn;
        this.threads =
                Executors.newFixedThreadPool(
                        4,
                        work -> {
                            Thread thread = new Thread(work, "callback");
                            thread.setDaemon(true);
                            return thread;
                        });
        server.setExecutor(threads);
        server.createContext("/", this::answer);
    }

    /**
     * Begins to listen.
     *
     * @param state the one that a callback must carry, good once
     */
    static CallbackListener open(Settings settings, String state, SignIn signIn)
            throws StartupException {
        String host = settings.get("http.host");
        int port = settings.number("http.port", 1, 65535);
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
            CallbackListener listener = new CallbackListener(server, state, signIn);
            server.start();
            return listener;
        } catch (IOException | RuntimeException e) {
            throw new StartupException(
                    "authorize cannot listen for TikTok's answer on "
                            + host
                            + ":"
                            + port
                            + " ("
                            + e.getMessage()
                            + "); set http.host and http.port as for run",
                    e);
        }
    }

    /**
     * Waits for the end of the sign-in.
     *
     * @return what was granted; empty when the time is over
     * @throws StartupException when it came to nothing
     */
    Optional<List<String>> await(Duration patience) throws StartupException, InterruptedException {
        try {
            return Optional.of(end.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new StartupException(e.getCause().getMessage(), e.getCause());
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        Runnable then = () -> {};
        try (exchange) {
            SignInPage page;
            if (!exchange.getRequestURI().getPath().equals(SignInSettings.CALLBACK)) {
                page = SignInPage.of(404, "Nothing here", List.of("There is no such page."));
            } else if (!exchange.getRequestMethod().equals("GET")) {
                page = SignInPage.of(405, "Not so", List.of("This page is only for browsers."));
            } else {
                Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
                byte[] given = query.getOrDefault("state", "").getBytes(StandardCharsets.UTF_8);
                if (!MessageDigest.isEqual(given, state) || used.getAndSet(true)) {
                    page = SignInPage.unknownState();
                } else {
                    try {
                        List<String> granted = signIn.take(query.getOrDefault("auth_code", ""));
                        page = SignInPage.signedIn(granted);
                        then = () -> end.complete(granted);
                    } catch (SignInException e) {
                        page = SignInPage.failed(e);
                        then = () -> end.completeExceptionally(e);
                    } catch (RuntimeException e) {
                        page = SignInPage.of(500, "Not signed in", List.of("An error: " + e));
                        then = () -> end.completeExceptionally(e);
                    }
                }
            }
            send(exchange, page);
        } finally {
            // the command ends with that, and the browser shall have its page before
            then.run();
        }
    }

    private static void send(HttpExchange exchange, SignInPage page) throws IOException {
        page.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] html = page.html().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(page.status(), html.length);
        exchange.getResponseBody().write(html);
    }

    /** The parameters, each as it was given first. */
    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            try {
                query.putIfAbsent(
                        parts[0],
                        parts.length == 1
                                ? ""
                                : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                // no parameter of TikTok's
            }
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
