package io.tiktokroutes.warehouse;

import io.tiktokroutes.spelling.Spelling;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a sync is given in its route, and what is wrong with it. */
public final class SyncParameters {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]{0,99}");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})\\s*%?");
    private static final List<String> REFUSED = List.of("changed", "every-run");
    private static final int MOST_ROWS = 10_000;

    /** One value is not what it must be. */
    private interface Reading {
        void now();
    }

    private SyncParameters() {}

    /**
     * What is wrong, by parameter, as far as it is known without a database.
     *
     * @param set the parameters whose values are known
     */
    public static Map<String, String> mistakes(Map<String, String> set) {
        Map<String, String> mistakes = new TreeMap<>();
        look(mistakes, set, "name", () -> name(set.get("name")));
        look(mistakes, set, "primaryKey", () -> primaryKey(set.get("primaryKey")));
        look(mistakes, set, "mode", () -> SyncMode.of(set.get("mode")));
        look(mistakes, set, "refused", () -> everyRun(set.get("refused")));
        look(mistakes, set, "mostRemoved", () -> percent(set.get("mostRemoved")));
        look(mistakes, set, "writeBack", () -> writeBack(set.get("writeBack")));
        look(mistakes, set, "batchSize", () -> batchSize(set.get("batchSize")));
        return mistakes;
    }

    private static void look(
            Map<String, String> mistakes, Map<String, String> set, String name, Reading reading) {
        if (set.get(name) == null) {
            return;
        }
        try {
            reading.now();
        } catch (ModelException e) {
            mistakes.put(name, e.getMessage());
        }
    }

    /**
     * The sync that these describe.
     *
     * @throws ModelException when one of them is not what it must be
     */
    static Sync sync(
            String name,
            String model,
            String primaryKey,
            String mode,
            String refused,
            String mostRemoved,
            String writeBack,
            int batchSize,
            Path routes) {
        return new Sync(
                name(name),
                Model.of(model, routes),
                primaryKey(primaryKey),
                SyncMode.of(mode),
                everyRun(refused),
                percent(mostRemoved),
                writeBack(writeBack),
                batchSize("" + batchSize));
    }

    private static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ModelException(
                    "'"
                            + name
                            + "' cannot be the name of a sync; write letters, digits and dashes, such"
                            + " as orders");
        }
        return name;
    }

    private static String primaryKey(String primaryKey) {
        if (primaryKey.isBlank()) {
            throw new ModelException(
                    "primaryKey is empty; write the column of the query that tells rows apart, such"
                            + " as order_id");
        }
        if (primaryKey.contains(",") || primaryKey.strip().length() > 128) {
            throw new ModelException(
                    "primaryKey is '"
                            + primaryKey
                            + "', and must be one column; join several in the query, such as"
                            + " order_id || ':' || status as event_key");
        }
        return primaryKey.strip();
    }

    private static boolean everyRun(String refused) {
        if (!REFUSED.contains(refused.strip())) {
            throw new ModelException(
                    "refused is '" + refused + "'" + Spelling.hintOrAll(refused, REFUSED));
        }
        return refused.strip().equals("every-run");
    }

    private static int percent(String percent) {
        var number = PERCENT.matcher(percent.strip());
        if (!number.matches() || Integer.parseInt(number.group(1)) > 100) {
            throw new ModelException(
                    "mostRemoved is '" + percent + "'; write a share of the rows, 0% to 100%");
        }
        return Integer.parseInt(number.group(1));
    }

    private static String writeBack(String prefix) {
        if (!prefix.isBlank() && !PREFIX.matcher(prefix.strip()).matches()) {
            throw new ModelException(
                    "writeBack is '"
                            + prefix
                            + "'; write what the names of the tables begin with, such as tiktok_ or"
                            + " audit.tiktok_, or nothing");
        }
        return prefix.strip();
    }

    private static int batchSize(String size) {
        try {
            int number = Integer.parseInt(size.strip());
            if (number >= 1 && number <= MOST_ROWS) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new ModelException("batchSize is '" + size + "'; write 1 to " + MOST_ROWS);
    }
}
