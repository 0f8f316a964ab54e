package io.tiktokroutes.sandbox.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.tiktokroutes.sandbox.world.Ids;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import io.tiktokroutes.sandbox.world.Tokens;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * The door of the sandbox: what TikTok checks before a call reaches its endpoint, in the order of
 * the reference (events 7): route, method, token, rate limit. Ordered faults strike after the route
 * is known and before anything else.
 */
public final class Gate implements HttpHandler {

    public static final String API = "/open_api/v1.3";

    private static final Logger LOG = System.getLogger(Gate.class.getName());

    private final Routes routes;
    private final Tokens tokens;
    private final Clock clock;
    private final Ids ids;
    private final Faults faults;
    private final Counts counts = new Counts();
    private final CallLog calls = new CallLog();
    private final Settings settings;
    private final RateLimit rateLimit;

    public Gate(Routes routes, Tokens tokens, Settings settings, Clock clock, Ids ids) {
        this.routes = routes;
        this.faults = new Faults(routes);
        this.tokens = tokens;
        this.clock = clock;
        this.ids = ids;
        this.settings = settings;
        this.rateLimit = new RateLimit(settings);
    }

    public Faults faults() {
        return faults;
    }

    public Counts counts() {
        return counts;
    }

    public CallLog calls() {
        return calls;
    }

    public void reset() {
        faults.clear();
        counts.reset();
        calls.reset();
        rateLimit.reset();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            List<Route> here = routes.at(path);
            Route route =
                    here.stream()
                            .filter(r -> r.method().equals(exchange.getRequestMethod()))
                            .findFirst()
                            .orElse(null);
            boolean upload = route != null && route.kind() == Route.Kind.UPLOAD;
            Body body = upload ? Body.coming(exchange) : Body.read(exchange);
            if (body == null) {
                counts.add("unreadable", "http_413");
                exchange.getResponseHeaders().set("Connection", "close");
                send(exchange, Reply.text(413, "413 request entity too large"));
                return;
            }
            Call call =
                    new Call(
                            exchange.getRequestMethod(),
                            path,
                            exchange.getRequestURI().getRawQuery(),
                            Map.copyOf(exchange.getRequestHeaders()),
                            body,
                            clock.instant(),
                            ids.requestId(clock.instant()));
            serve(exchange, call, here, route);
        } catch (RuntimeException e) {
            LOG.log(
                    Logger.Level.ERROR,
                    "The sandbox failed on " + exchange.getRequestURI().getPath(),
                    e);
            send(exchange, Reply.text(500, "500 the sandbox itself failed; see its log"));
        }
    }

    /**
     * @param here every route of this path
     * @param route the one among them that takes the method, or null
     */
    private void serve(HttpExchange exchange, Call call, List<Route> here, Route route)
            throws IOException {
        if (route == null) {
            Reply reply =
                    here.isEmpty()
                            ? Reply.text(404, "404 page not found")
                            : Reply.text(405, "405 method not allowed");
            counts.add(here.isEmpty() ? "unknown" : call.endpoint(), reply.code());
            calls.add(call, reply);
            send(exchange, reply);
            return;
        }
        call.segments(Routes.values(route, List.of(call.path().split("/", -1))));
        if (route.kind() == Route.Kind.CONTROL) {
            send(exchange, route.endpoint().answer(call));
            return;
        }
        ObjectNode fault = faults.take(call.method(), call.endpoint(), name(route));
        Reply reply = fault == null ? answer(route, call) : struck(exchange, fault, route, call);
        if (reply != null) {
            call.finish();
        }
        counts.add(name(route), reply == null ? "cut" : reply.code());
        calls.add(call, reply);
        if (reply != null) {
            send(exchange, reply);
        }
    }

    /** The answer under a fault; null when the connection is cut instead. */
    private Reply struck(HttpExchange exchange, ObjectNode fault, Route route, Call call)
            throws IOException {
        pause(fault.path("delay_ms").asLong());
        String self = "http://" + exchange.getRequestHeaders().getFirst("Host");
        Reply ordered = Faults.reply(fault, call, self);
        String cut = fault.path("cut").asText("");
        if (cut.equals("true")) {
            return null;
        }
        Reply reply = ordered != null ? ordered : answer(route, call);
        if (cut.equals("after")) {
            return null;
        }
        if (cut.equals("body")) {
            sendHalf(exchange, reply);
            return null;
        }
        return reply;
    }

    private Reply answer(Route route, Call call) {
        try {
            if (route.kind().asksToken()) {
                if (call.isBare() && settings.on(Switch.PARAMETERS_FIRST)) {
                    throw Refusal.missing("advertiser_id");
                }
                call.token(tokens.check(call.header("Access-Token")));
                call.token().checkScope(name(route), route.method());
            }
            if (route.kind() != Route.Kind.OPEN) {
                rateLimit.check(route);
            }
            return route.endpoint().answer(call);
        } catch (Refusal refusal) {
            boolean bare = route.kind() == Route.Kind.EVENTS && refusal.data() == null;
            return Reply.envelope(
                    call,
                    refusal.code(),
                    refusal.getMessage(),
                    bare ? null : refusal.data() == null ? Json.object() : refusal.data());
        }
    }

    private static String name(Route route) {
        String path = route.path();
        return path.startsWith(API) ? path.substring(API.length()) : path;
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        if (reply.writer() != null) {
            exchange.sendResponseHeaders(reply.status(), 0); // 0 means chunked to the JDK's server
            try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
                reply.writer().to(out);
            }
            return;
        }
        int length = reply.body().length;
        exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : length);
        if (length > 0) {
            exchange.getResponseBody().write(reply.body());
        }
    }

    /** Promises the whole answer and stops half way. */
    private static void sendHalf(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body();
        if (reply.writer() != null) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream(); // where else is its middle?
            reply.writer().to(whole);
            body = whole.toByteArray();
        }
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        exchange.sendResponseHeaders(reply.status(), Math.max(2, body.length));
        exchange.getResponseBody().write(body, 0, body.length / 2);
        exchange.getResponseBody().flush();
    }

    private static void pause(long millis) {
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
