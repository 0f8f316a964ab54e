package io.tiktokroutes.cli;

import io.tiktokroutes.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/** {@code bench/kill9.sh}: 10,000 events and five kills, with an account. */
public final class KillBench {

    private static final int BODY = 100;

    private KillBench() {}

    /**
     * @param arguments how many events, how many kills, a seed for the moments
     */
    public static void main(String[] arguments) throws Exception {
        Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.ERROR);
        int events = number(arguments, 0, 10_000);
        int kills = number(arguments, 1, 5);
        long seed = number(arguments, 2, (int) (System.nanoTime() & 0xFFFF));
        Path folder = Files.createTempDirectory("kill9-");
        boolean good;
        try (Sandbox sandbox = Sandbox.start(0)) {
            System.out.println(
                    events
                            + " events in bodies of "
                            + BODY
                            + ", "
                            + kills
                            + " kills, seed "
                            + seed);
            good = print(new KillRun(new Place(folder), sandbox, events, BODY, kills, seed).run());
        } finally {
            delete(folder);
        }
        System.exit(good ? 0 : 1);
    }

    private static int number(String[] arguments, int index, int usual) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : usual;
    }

    private static boolean print(KillRun.Account account) {
        List<String> posted = account.posted();
        Set<String> lost = new HashSet<>(posted);
        account.ids().forEach(lost::remove);
        Set<String> foreign = new HashSet<>(account.ids());
        posted.forEach(foreign::remove);
        int twice = account.ids().size() - new HashSet<>(account.ids()).size();
        line("events posted", posted.size());
        line("times killed", account.kills());
        line("bodies posted again", account.postedAgain());
        line("events accepted as new", account.accepted());
        line("events recognised as known", account.duplicates());
        line("event ids TikTok holds", account.ids().size());
        line("events sent again, same id", account.repeats());
        line("records delivered, by ledger", account.delivered());
        line("records left in the inbox", account.waiting());
        line("lost", lost.size());
        line("new event ids for old events", twice + foreign.size());
        line("seconds", account.took().toSeconds());
        boolean good =
                lost.isEmpty()
                        && twice + foreign.size() == 0
                        && account.waiting() == 0
                        && account.delivered() == posted.size();
        System.out.println(good ? "Nothing was lost." : "FAILED");
        return good;
    }

    private static void line(String what, long number) {
        System.out.printf("  %-30s %,8d%n", what, number);
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
