package io.tiktokroutes.runtime.live;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The mapping room as a place where files take effect. */
final class MappingRoom implements ActiveFiles.Room {

    private final MappingFiles mappings;
    private final Map<Path, String> active = new HashMap<>();

    MappingRoom(MappingFiles mappings) {
        this.mappings = mappings;
    }

    @Override
    public boolean activate(Path file, String name, String text) throws Exception {
        if (text.equals(active.get(file))) {
            return false;
        }
        mappings.activate(file, text);
        active.put(file, text);
        return true;
    }

    @Override
    public void remove(Path file) {
        if (active.remove(file) != null) {
            mappings.remove(file);
        }
    }

    @Override
    public boolean holds(Path file) {
        return active.containsKey(file);
    }
}
