package io.tiktokroutes.runtime.live;

import java.nio.file.Path;

/** What live editing needs of whoever keeps the mappings. */
public interface MappingFiles {

    /**
     * Makes the text the active version of a mapping or lookup, at the first load as after a save.
     *
     * @throws Exception when it cannot be; the version before stays active, and the message says in
     *     one line what is wrong
     */
    void activate(Path file, String text) throws Exception;

    /** Forgets a mapping or lookup whose file is gone. */
    void remove(Path file);
}
