package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.spelling.Spelling;
import io.tiktokroutes.warehouse.runs.RunBook;
import io.tiktokroutes.warehouse.runs.RunBook.Bound;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The sync that a command is about.
 *
 * @param name as it is written
 * @param flow where it stands in the route files, if it does
 * @param bound what the database has of it, if it ever ran
 */
record NamedSync(String name, Optional<SyncFlow> flow, Optional<Bound> bound) {

    /**
     * Finds it among the route files and in the database.
     *
     * @throws StartupException when there is none of that name: which one was probably meant
     */
    static NamedSync find(String name, SyncFiles files, Path routes, RunBook book)
            throws SQLException, StartupException {
        Map<String, Bound> all = book.bound();
        NamedSync found = new NamedSync(name, files.find(name), Optional.ofNullable(all.get(name)));
        if (found.flow().isEmpty() && found.bound().isEmpty()) {
            Set<String> names = new TreeSet<>(all.keySet());
            files.all().forEach(sync -> names.add(sync.name()));
            String hint = Spelling.hintOrAll(name, names);
            throw new StartupException(
                    "there is no sync '"
                            + name
                            + "' in "
                            + routes
                            + (hint.isEmpty() ? "; there is none at all" : hint));
        }
        return found;
    }

    /** False in mode all, whose rows are counted only. */
    boolean keepsRows() {
        return !bound.map(Bound::mode).orElse("").equals("all");
    }

    /** Where its records go; empty when it is not known. */
    String inbox() {
        return bound.map(Bound::inbox).orElse("");
    }
}
