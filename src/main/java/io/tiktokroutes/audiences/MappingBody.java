package io.tiktokroutes.audiences;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The request of {@code /segment/mapping/}: a table whose columns are id types. Whoever has two
 * identifiers of one type stands in two of its lines.
 */
final class MappingBody {

    /** About what stands around an identifier. */
    private static final int AROUND = 80;

    private final String advertisers;
    private final String audiences;

    MappingBody(Collection<String> advertiserIds, Collection<String> audienceIds) {
        this.advertisers = array(advertiserIds);
        this.audiences = array(audienceIds);
    }

    private static String array(Collection<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array.toString();
    }

    /** No less than a person takes of a request, in bytes. */
    int bytes(Person person) {
        int columns = 3 * MemberId.TYPES.size() + 3;
        return person.ids().size() * (64 + AROUND + audiences.length() + columns);
    }

    /**
     * The request as UTF-8 JSON.
     *
     * @param people one or more
     */
    byte[] of(MemberCalls.Action action, List<Person> people) {
        List<String> types =
                MemberId.TYPES.stream()
                        .filter(
                                type ->
                                        people.stream()
                                                .flatMap(person -> person.ids().stream())
                                                .anyMatch(id -> id.type().equals(type)))
                        .toList();
        StringBuilder body = new StringBuilder(256 * people.size() + 512);
        body.append("{\"advertiser_ids\":").append(advertisers);
        body.append(",\"action\":\"").append(action.word()).append("\",\"id_schema\":");
        body.append(array(types)).append(",\"batch_data\":[");
        String separator = "";
        for (Person person : people) {
            separator = lines(body, separator, person, types);
        }
        return body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** How many lines of the table a person takes. */
    static int lines(Person person) {
        Map<String, Integer> counts = new TreeMap<>();
        person.ids().forEach(id -> counts.merge(id.type(), 1, Integer::sum));
        return counts.values().stream().mapToInt(count -> count).max().orElse(0);
    }

    private String lines(StringBuilder body, String separator, Person person, List<String> types) {
        Map<String, List<String>> digests = new TreeMap<>();
        int lines = 0;
        for (MemberId id : person.ids()) {
            List<String> its = digests.computeIfAbsent(id.type(), type -> new ArrayList<>(2));
            its.add(id.digest());
            lines = Math.max(lines, its.size());
        }
        String next = separator;
        for (int line = 0; line < lines; line++) {
            body.append(next).append('[');
            next = ",";
            for (int column = 0; column < types.size(); column++) {
                List<String> its = digests.getOrDefault(types.get(column), List.of());
                body.append(column == 0 ? "" : ",");
                if (line < its.size()) {
                    // digests are hexadecimal: nothing in them must be escaped
                    body.append("{\"id\":\"").append(its.get(line));
                    body.append("\",\"audience_ids\":").append(audiences).append('}');
                } else {
                    body.append("{}");
                }
            }
            body.append(']');
        }
        return next;
    }
}
