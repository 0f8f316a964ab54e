package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.audiences.AudienceState;
import io.tiktokroutes.audiences.AudienceWatch;
import io.tiktokroutes.audiences.AudienceWords;
import io.tiktokroutes.audiences.ListedAudiences;
import io.tiktokroutes.audiences.ListedAudiences.Listed;
import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.runtime.token.StoredToken;
import io.tiktokroutes.store.Sql;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audiences}: which audiences destinations fill, and how they are at TikTok. */
@Command(
        name = "audiences",
        description = {
            "Lists the audiences that destinations fill, with their state and size at TikTok.",
            "Exit code 0; with --check 1 when TikTok did not tell."
        },
        mixinStandardHelpOptions = true)
final class AudiencesCommand implements Callable<Integer> {

    private static final Duration CALL = Duration.ofSeconds(15);

    @Mixin private RoutesOption routes;

    @Option(names = "--check", description = "Ask TikTok now; without it what was told last.")
    private boolean check;

    @Option(names = "--json", description = "One JSON object a line, for scripts.")
    private boolean json;

    @Mixin private SettingsOption settings;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings read = settings.read();
        long minimum = read.number("audiences.minimum", 1, 1_000_000);
        List<WrittenAudience> written = WrittenAudiences.read(routes.folder(), read);
        Map<String, String> untold = new TreeMap<>();
        AudienceTable table = new AudienceTable(written, listed(read, minimum, untold));
        if (json) {
            printJson(table);
        } else {
            print(table, minimum);
        }
        untold.forEach(
                (account, why) ->
                        Main.tell(
                                spec.commandLine(),
                                "audiences of ad account " + account + " are not known: " + why));
        return untold.isEmpty() ? 0 : 1;
    }

    private List<Listed> listed(Settings read, long minimum, Map<String, String> untold)
            throws StartupException, SQLException {
        if (!Database.isMade(read)) {
            return List.of();
        }
        try (Database database = Quiet.open(read)) {
            ListedAudiences lists =
                    new ListedAudiences(new Sql(database.dataSource()), Clock.systemUTC());
            if (check) {
                untold.putAll(ask(read, lists, minimum));
            }
            return lists.all();
        }
    }

    private static Map<String, String> ask(Settings read, ListedAudiences lists, long minimum)
            throws StartupException, SQLException {
        Set<String> destinations =
                lists.all().stream().map(Listed::destination).collect(Collectors.toSet());
        String token = StoredToken.find(read).value();
        try (Connections connections = new Connections(read, CALL, token)) {
            return new AudienceWatch(
                            lists,
                            connections.tiktok(),
                            CALL,
                            minimum,
                            Metrics.unread(),
                            Clock.systemUTC())
                    .askAll(destinations);
        }
    }

    private void print(AudienceTable table, long minimum) {
        PrintWriter out = spec.commandLine().getOut();
        if (table.lines().isEmpty()) {
            out.println("No route fills an audience.");
            out.flush();
            return;
        }
        Table shown =
                new Table(
                        Set.of(6),
                        "DESTINATION",
                        "KIND",
                        "ADVERTISER",
                        "AUDIENCE",
                        "ID",
                        "STATE",
                        "PEOPLE",
                        "LAST FILE",
                        "CHECKED");
        Instant now = Instant.now();
        for (AudienceTable.Line line : table.lines()) {
            Listed known = line.known();
            boolean asked = known != null && known.checkedAt() != null;
            shown.add(
                    line.destination(),
                    line.kind(),
                    line.advertiser(),
                    line.audience(),
                    known == null ? "" : known.audienceId(),
                    known == null ? "not made yet" : known.state().word(),
                    asked ? "" + known.size() : "",
                    known == null || known.uploadedOn() == null ? "" : "" + known.uploadedOn(),
                    asked ? AudienceTable.age(Duration.between(known.checkedAt(), now)) : "never");
        }
        shown.print(out);
        for (AudienceTable.Line line : table.lines()) {
            if (line.known() != null && isBad(line.known().state())) {
                out.println("\n" + AudienceWords.of(line.known(), minimum));
            }
        }
        out.flush();
    }

    private static boolean isBad(AudienceState state) {
        return state.isOver() || state == AudienceState.TOO_SMALL;
    }

    private void printJson(AudienceTable table) throws IOException {
        NdjsonOut out = new NdjsonOut(Main.streams(spec).out());
        for (AudienceTable.Line line : table.lines()) {
            Listed known = line.known();
            boolean asked = known != null && known.checkedAt() != null;
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("destination", line.destination());
            node.put("kind", line.kind());
            node.put("advertiser_id", line.advertiser());
            node.put("audience", line.audience());
            node.put("match_field", line.matchField());
            node.put("audience_id", known == null ? null : known.audienceId());
            node.put("state", known == null ? "not made yet" : known.state().word());
            node.put("people", asked ? known.size() : null);
            node.put(
                    "last_file",
                    known == null || known.uploadedOn() == null
                            ? null
                            : known.uploadedOn().toString());
            node.put("checked", asked ? known.checkedAt().toString() : null);
            out.write(node);
        }
        out.flush();
    }
}
