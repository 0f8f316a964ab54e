package io.tiktokroutes.leads;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs webhooks as TikTok does, apart from the program. */
public final class Signing {

    private Signing() {}

    /** Over the bytes as they are. */
    public static String raw(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Over the text with what is beyond ASCII escaped. */
    public static String escaped(String secret, String body) {
        StringBuilder escaped = new StringBuilder();
        body.chars()
                .forEach(
                        c -> {
                            if (c < 128) {
                                escaped.append((char) c);
                            } else {
                                escaped.append(String.format(Locale.ROOT, "\\u%04x", c));
                            }
                        });
        return raw(secret, escaped.toString().getBytes(UTF_8));
    }
}
