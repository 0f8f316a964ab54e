package io.tiktokroutes.runtime.live;

import java.nio.file.Path;
import java.util.Set;

/** What live editing needs of whoever keeps the mappings. */
public interface MappingFiles {

    /**
     * Makes the text the active version of a mapping or lookup, at the first load as after a save.
     *
     * @throws Exception when it cannot be; the version before stays active, and the message says
     *     what is wrong, with a line for each mistake
     */
    void activate(Path file, String text) throws Exception;

    /** Forgets a mapping or lookup whose file is gone. */
    void remove(Path file);

    /** The names of the mappings that are active. */
    Set<String> names();
}
