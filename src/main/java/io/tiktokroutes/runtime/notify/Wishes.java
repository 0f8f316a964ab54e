package io.tiktokroutes.runtime.notify;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody wants to be told of.
 *
 * @param fail what fails, goes down or is refused
 * @param success what delivers for the first time, or is well again
 * @param every least time between two notifications of one kind about the same thing
 */
record Wishes(boolean fail, boolean success, Duration every) {

    /**
     * @param on {@code fail}, {@code success}, both with a comma between, or {@code none}; lint has
     *     seen it
     */
    static Wishes of(String on, Duration every) {
        Set<String> words =
                Arrays.stream(on.split(",")).map(String::strip).collect(Collectors.toSet());
        return new Wishes(words.contains("fail"), words.contains("success"), every);
    }
}
