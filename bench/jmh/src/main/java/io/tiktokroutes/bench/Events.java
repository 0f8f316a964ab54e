package io.tiktokroutes.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A batch of a shop's Commanders Act events, always the same: one in five is a purchase with five items,
 * one in ten is in the older form of the payload.
 */
final class Events {

    static final int COUNT = 100;

    private static final String AGENT =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/124.0.0.0 Safari/537.36";

    private final Random random = new Random(20260314);

    /** The events as JSON text. */
    static List<byte[]> all() {
        Events events = new Events();
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            all.add(events.event(i).getBytes(StandardCharsets.UTF_8));
        }
        return all;
    }

    private String event(int i) {
        String own =
                switch (i % 5) {
                    case 0 -> purchase(i);
                    case 1 -> cart(i);
                    case 2 -> "\"search_term\":\"trail socks " + random.nextInt(500) + "\"";
                    default -> "\"page_type\":\"product\",\"page_name\":\"Trail sock\"";
                };
        String name =
                switch (i % 5) {
                    case 0 -> "purchase";
                    case 1 -> "add_to_cart";
                    case 2 -> "search";
                    default -> "page_view";
                };
        String context =
                "\"event_id\":\"6f1d0f0e-8a51-4c1f-9a53-%012d\",\"event_timestamp\":\"%d\""
                        .formatted(i, 1773480413412L + i * 731L);
        String page =
                "\"page\":{\"title\":\"Shop\",\"url\":\"https://shop.example.com/p/%d?utm_source=tiktok&ttclid=E.C.P.Click%d\",\"referrer\":\"https://www.tiktok.com/\",\"lang\":\"fr\"}"
                        .formatted(random.nextInt(9000), i);
        String device =
                "\"device\":{\"user_agent\":\"%s\",\"ip\":\"198.51.100.%d\",\"cookie\":\"_ga=GA1.1.11.22; _ttp=2JqX0example%d; _fbp=fb.1.1\",\"timezone\":\"Europe/Paris\"}"
                        .formatted(AGENT, random.nextInt(255), i);
        String head = "{\"event_name\":\"" + name + "\",";
        return i % 10 == 7
                ? head + context + "," + page + "," + device + ",\"properties\":{" + user(i) + own + "}}"
                : head + user(i) + own + ",\"context\":{" + context + "," + page + "," + device + "}}";
    }

    private String user(int i) {
        return ("\"user\":{\"id\":\"%d\",\"consistent_anonymous_id\":\"anon-%d\",\"email\":\"Lea.Martin%d@Example.com\",\"phone\":\"+331990%05d\",\"consent_categories\":[\"1\",\"3\"]},")
                .formatted(3120417 + i, i, i, random.nextInt(100000));
    }

    private String purchase(int i) {
        StringBuilder items = new StringBuilder();
        for (int k = 0; k < 5; k++) {
            items.append(k == 0 ? "" : ",").append(item());
        }
        return "\"id\":\"O_%08d\",\"type\":\"online\",\"value\":%d.60,\"revenue\":66.5,\"currency\":\"EUR\",\"payment_method\":\"card\",\"status\":\"in_progress\",\"items\":[%s]"
                .formatted(i, 50 + random.nextInt(200), items);
    }

    private String cart(int i) {
        return "\"value\":%d.5,\"currency\":\"EUR\",\"items\":[%s]".formatted(i % 90, item());
    }

    private String item() {
        int id = random.nextInt(9000);
        return "{\"id\":\"SKU-%d\",\"quantity\":%d,\"product\":{\"id\":\"%d\",\"name\":\"Trail sock\",\"price\":%d.50,\"category_1\":\"socks\",\"brand\":\"Alpa\"}}"
                .formatted(id, 1 + random.nextInt(4), id, 3 + random.nextInt(90));
    }
}
