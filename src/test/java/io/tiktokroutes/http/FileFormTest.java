package io.tiktokroutes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tiktokroutes.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A form with a file as it arrives. */
class FileFormTest {

    /** One request. */
    private record Got(String path, String length, String type, String token, String body) {}

    private final List<Got> got = new ArrayList<>();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final HttpCalls http = new HttpCalls(camel, Duration.ofSeconds(5));
    private HttpServer server;

    @BeforeEach
    void open() throws Exception {
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free());
        server = HttpServer.create(address, 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    var headers = exchange.getRequestHeaders();
                    got.add(
                            new Got(
                                    exchange.getRequestURI().getPath(),
                                    headers.getFirst("Content-Length"),
                                    headers.getFirst("Content-Type"),
                                    headers.getFirst("Access-Token"),
                                    new String(body, StandardCharsets.ISO_8859_1)));
                    boolean moved = exchange.getRequestURI().getPath().equals("/moved");
                    exchange.getResponseHeaders().add("Location", "/upload");
                    exchange.sendResponseHeaders(moved ? 307 : 200, -1);
                    exchange.close();
                });
        server.start();
        camel.addService(http);
        camel.start();
    }

    @AfterEach
    void close() {
        camel.stop();
        server.stop(0);
    }

    private HttpAnswer upload(String path, FileForm form) throws IOException {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + path;
        byte[] none = new byte[0];
        return http.upload(HttpRequest.post(url, "", Map.of("Access-Token", "t"), none), form);
    }

    private static FileForm form(DownloadFile file, long from, long length) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("advertiser_id", "7099000000000000001");
        texts.put("calculate_type", "EMAIL_SHA256");
        return new FileForm(texts, "file", "members.csv", "text/csv", file.channel(), from, length);
    }

    @Test
    void theFileIsStreamedWithItsLengthAndAgainAfterARedirect() throws Exception {
        try (DownloadFile file = DownloadFile.make("test")) {
            file.channel()
                    .write(
                            ByteBuffer.wrap(
                                    "before|0123456789|after".getBytes(StandardCharsets.US_ASCII)));
            FileForm form = form(file, 7, 10);
            assertThat(form).hasToString("FileForm[members.csv, 10 bytes]");
            assertThat(upload("/moved", form).status()).isEqualTo(200);
        }
        assertThat(got).extracting(Got::path).containsExactly("/moved", "/upload");
        for (Got each : got) {
            assertThat(each.token()).isEqualTo("t");
            assertThat(each.length()).isEqualTo("" + each.body().length());
            assertThat(each.type()).startsWith("multipart/form-data; boundary=");
            String boundary = "--" + each.type().replaceFirst(".*boundary=\"?([^;\"]+).*", "$1");
            String[] parts = each.body().split(boundary);
            assertThat(parts).hasSize(5);
            assertThat(parts[1])
                    .contains("form-data; name=\"advertiser_id\"", "7099000000000000001");
            assertThat(parts[2]).contains("name=\"calculate_type\"", "EMAIL_SHA256");
            assertThat(parts[3])
                    .contains("name=\"file\"; filename=\"members.csv\"", "Type: text/csv")
                    .endsWith("\r\n\r\n0123456789\r\n");
        }
    }

    @Test
    void aFileThatIsShorterThanItWasIsNoUpload() throws Exception {
        try (DownloadFile file = DownloadFile.make("test")) {
            file.channel().write(ByteBuffer.wrap(new byte[10]));
            FileForm form = form(file, 0, 1_000_000);
            assertThatThrownBy(() -> upload("/upload", form)).isInstanceOf(IOException.class);
        }
        assertThat(got).isEmpty();
    }
}
