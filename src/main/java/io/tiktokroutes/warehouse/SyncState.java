package io.tiktokroutes.warehouse;

import java.util.Map;

/**
 * What is kept of a sync between its runs.
 *
 * @param id of its row
 * @param name of the sync
 * @param primaryKey the column it is bound to; empty when it is not bound yet
 * @param mode the mode it is bound to; empty when it is not bound yet
 * @param inbox where its records go; empty when that is not known
 * @param columnsSeen the columns of its last run with their types; null when they do not matter
 */
record SyncState(
        int id,
        String name,
        String primaryKey,
        String mode,
        String inbox,
        Map<String, String> columnsSeen) {

    boolean isBound() {
        return !mode.isEmpty();
    }

    /**
     * A sync keeps its key and its mode, or its snapshot would be compared with something else.
     *
     * @param key the column that is the key now
     */
    void checkBinding(Sync sync, String key) {
        if (!isBound()) {
            return;
        }
        if (!primaryKey.equals(key)) {
            throw changed(sync, "primary key was " + primaryKey + " and is " + key);
        }
        if (!mode.equals(sync.mode().word())) {
            throw changed(sync, "mode was " + mode + " and is " + sync.mode().word());
        }
    }

    private static ModelException changed(Sync sync, String what) {
        return new ModelException(
                "its "
                        + what
                        + " now; nothing was sent. Put it back, or give the sync another name, or"
                        + " let it begin anew: resync "
                        + sync.name());
    }
}
