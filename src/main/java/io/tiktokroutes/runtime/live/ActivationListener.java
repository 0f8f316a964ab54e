package io.tiktokroutes.runtime.live;

import java.nio.file.Path;

/** Hears of every version of a route file, mapping or lookup that takes effect. */
@FunctionalInterface
public interface ActivationListener {

    /** Called after the version took effect, at the first load too. */
    void onActivated(Path file, String text);
}
