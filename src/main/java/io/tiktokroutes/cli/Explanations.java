package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.mapping.Explanation;
import io.tiktokroutes.mapping.Mapped;
import io.tiktokroutes.mapping.Mapping;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prints, in place of each payload, how every column of it came about. */
final class Explanations implements MapRun.Work {

    private static final String BETWEEN = "   ";

    private final Mapping mapping;
    private final Map<String, String> settings;
    private final Writer out;

    /**
     * @param settings the parameters of the sink
     */
    Explanations(Mapping mapping, Map<String, String> settings, OutputStream out) {
        this.mapping = mapping;
        this.settings = settings;
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    @Override
    public Mapped on(JsonNode payload, long index, long line) throws IOException {
        Explanation explanation = mapping.explain(payload, settings);
        print("record " + index + ", line " + line + ": " + told(explanation.outcome()));
        List<String[]> cells = new ArrayList<>();
        cells.add(new String[] {"column", "row", "from", "steps"});
        explanation.lines().forEach(each -> cells.add(cells(each)));
        if (cells.size() > 1) {
            int[] widths = new int[3];
            for (String[] row : cells) {
                for (int i = 0; i < widths.length; i++) {
                    widths[i] = Math.max(widths[i], row[i].length());
                }
            }
            for (String[] row : cells) {
                StringBuilder text = new StringBuilder("  ");
                for (int i = 0; i < widths.length; i++) {
                    text.append(row[i]).append(" ".repeat(widths[i] - row[i].length()));
                    text.append(BETWEEN);
                }
                print(text.append(row[3]).toString());
            }
        }
        return explanation.outcome();
    }

    private static String[] cells(Explanation.Line line) {
        String steps = String.join(" > ", line.steps());
        // the first step begins with the place, which has its own column
        String place = line.candidate() + ": ";
        boolean named = !line.candidate().isEmpty() && steps.startsWith(place);
        return new String[] {
            line.column(),
            line.row() + (line.base().isEmpty() ? "" : " of " + line.base()),
            line.candidate(),
            (line.written() ? "" : "nothing: ") + (named ? steps.substring(place.length()) : steps)
        };
    }

    private static String told(Mapped outcome) {
        if (outcome instanceof Mapped.Skipped skipped) {
            return "skipped " + skipped.reason() + " (" + skipped.detail() + ")";
        }
        if (outcome instanceof Mapped.Refused refused) {
            return "refused " + refused.reason() + " (" + refused.detail() + ")";
        }
        return "mapped";
    }

    private void print(String line) throws IOException {
        out.write(line);
        out.write('\n');
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
