import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/**
 * Prints Commanders Act events, one a line, always the same ones. Of 1,000 events 200 are purchases
 * with 5 items, 8 have no counterpart at TikTok, and 2 have an e-mail address that is none.
 *
 * <pre>java bench/CommandersActNdjson.java 1000000 &gt; events.ndjson</pre>
 */
final class CommandersActNdjson {

    private static final String[] OTHERS = {
        "page_view", "page_view", "page_view", "search", "add_to_cart", "begin_checkout",
        "add_to_wishlist", "sign_up", "subscribe", "contact", "download", "click_button",
    };

    private final Random random = new Random(20260314);
    private final StringBuilder line = new StringBuilder(4096);

    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        CommandersActNdjson events = new CommandersActNdjson();
        try (OutputStream out =
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16)) {
            for (int i = 0; i < count; i++) {
                out.write(events.next(i).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private String next(int i) {
        line.setLength(0);
        boolean purchase = i % 5 == 0;
        String name = purchase ? "purchase" : OTHERS[random.nextInt(OTHERS.length)];
        if (i % 125 == 1) {
            name = "loyalty_card_scanned";
        }
        line.append("{\"event_name\":\"").append(name).append('"');
        if (purchase) {
            line.append(",\"id\":\"O_").append(100_000_000 + i).append('"');
            line.append(",\"value\":").append(price(400)).append(",\"currency\":\"EUR\"");
            line.append(",\"payment_method\":\"card\",\"status\":\"in_progress\"");
        } else if (name.equals("search")) {
            line.append(",\"search_term\":\"running shoes ").append(i % 97).append('"');
        }
        user(i);
        if (purchase || name.equals("add_to_cart")) {
            items(purchase ? 5 : 1);
        }
        context(i);
        return line.append("}\n").toString();
    }

    private void user(int i) {
        String email = i % 500 == 2 ? "no address" : "Customer." + random.nextInt(400_000);
        line.append(",\"user\":{\"id\":\"").append(3_000_000 + random.nextInt(400_000));
        line.append("\",\"email\":\"").append(email).append(i % 500 == 2 ? "" : "@Example.com");
        line.append("\",\"phone\":\"+3319900").append(1000 + random.nextInt(9000));
        line.append("\",\"consent_categories\":[1,3]}");
    }

    private void items(int count) {
        line.append(",\"items\":[");
        for (int i = 0; i < count; i++) {
            int id = 1000 + random.nextInt(9000);
            line.append(i == 0 ? "" : ",").append("{\"id\":\"SKU-").append(id);
            line.append("\",\"quantity\":").append(1 + random.nextInt(4));
            line.append(",\"content_type\":\"product\",\"product\":{\"id\":\"").append(id);
            line.append("\",\"name\":\"Trail sock\",\"price\":").append(price(90));
            line.append(",\"category_1\":\"socks\",\"brand\":\"Alpa\"}}");
        }
        line.append(']');
    }

    private void context(int i) {
        line.append(",\"context\":{\"event_id\":\"6f1d0f0e-8a51-4c1f-9a53-");
        line.append(String.format(Locale.ROOT, "%012x", i));
        line.append("\",\"event_timestamp\":").append(1_773_480_413_412L + i * 37L);
        line.append(",\"page\":{\"title\":\"Shop\",\"url\":\"https://shop.example.com/p/");
        line.append(i % 5000).append("?utm_source=tiktok&ttclid=E.C.P.Cqs");
        line.append(Integer.toHexString(random.nextInt()));
        line.append("\",\"referrer\":\"https://shop.example.com/\",\"lang\":\"fr\"}");
        line.append(",\"device\":{\"ip\":\"198.51.100.").append(i % 250);
        line.append("\",\"user_agent\":\"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\"");
        line.append(",\"cookie\":\"_ga=GA1.1.11.22; _ttp=2JqX").append(i % 1000);
        line.append("\"}},\"partners\":{\"tiktok\":{}}");
    }

    private String price(int most) {
        return random.nextInt(most) + "." + (10 + random.nextInt(90));
    }
}
