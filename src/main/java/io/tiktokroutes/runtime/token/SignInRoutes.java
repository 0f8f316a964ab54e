package io.tiktokroutes.runtime.token;

import io.tiktokroutes.runtime.token.SignInEndpoints.Asked;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;
import org.apache.camel.support.DefaultHeaderFilterStrategy;

/** Gives signing in its two addresses on the program's own server. */
final class SignInRoutes extends RouteBuilder {

    /** So the ids of routes begin that are the program's own and no integrator's. */
    private static final String OWN = "tiktok-routes:";

    private final SignInEndpoints endpoints;

    SignInRoutes(SignInEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public void configure() {
        serve(SignInSettings.START, "oauth-start", endpoints::start);
        serve(SignInSettings.CALLBACK, "oauth-callback", endpoints::callback);
    }

    private void serve(String path, String id, Function<Asked, SignInPage> answer) {
        PlatformHttpEndpoint endpoint =
                endpoint(
                        "platform-http:" + path + "?httpMethodRestrict=GET",
                        PlatformHttpEndpoint.class);
        endpoint.setHeaderFilterStrategy(headers());
        from(endpoint)
                .routeId(OWN + id)
                .routeDescription("Signing in to TikTok")
                .process(exchange -> answer(exchange, answer));
    }

    /** Camel's own strategy lets neither Via in nor Cache-Control out. */
    private static DefaultHeaderFilterStrategy headers() {
        DefaultHeaderFilterStrategy headers = new DefaultHeaderFilterStrategy();
        headers.setLowerCase(true);
        headers.setInFilterStartsWith("camel");
        headers.setOutFilterStartsWith("camel");
        return headers;
    }

    private static void answer(Exchange exchange, Function<Asked, SignInPage> answer) {
        Message message = exchange.getMessage();
        Asked asked = asked(message);
        // what was asked is not sent back, nor does it travel on
        message.removeHeaders("*");
        SignInPage page = answer.apply(asked);
        page.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, page.status());
        message.setBody(page.html());
    }

    private static Asked asked(Message message) {
        return new Asked(
                text(message, "ticket"),
                text(message, "state"),
                text(message, "auth_code"),
                text(message, "Cookie"),
                host(message),
                isFromHere(message));
    }

    /** The value; empty without one, and for one that was given twice. */
    private static String text(Message message, String header) {
        return message.getHeader(header) instanceof String text ? text : "";
    }

    /** As the caller wrote it; Camel passes on no header Host, but the address made of it. */
    private static String host(Message message) {
        try {
            return String.valueOf(URI.create(text(message, Exchange.HTTP_URL)).getHost());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean isFromHere(Message message) {
        boolean proxy =
                message.getHeaders().keySet().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .anyMatch(
                                name ->
                                        name.startsWith("x-forwarded")
                                                || List.of("forwarded", "x-real-ip", "via")
                                                        .contains(name));
        Object remote = message.getHeader(VertxPlatformHttpConstants.REMOTE_ADDRESS);
        try {
            return !proxy
                    && remote instanceof SocketAddress address
                    && address.hostAddress() != null
                    && InetAddress.getByName(address.hostAddress()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
