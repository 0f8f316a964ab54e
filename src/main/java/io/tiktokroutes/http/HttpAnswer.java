package io.tiktokroutes.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP answer.
 *
 * @param status the HTTP status
 * @param headers by name in lower case; the last one where a name repeats
 * @param body empty when there is none
 */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    @Override
    public String toString() {
        return "HTTP " + status + ", " + body.length + " bytes";
    }
}
