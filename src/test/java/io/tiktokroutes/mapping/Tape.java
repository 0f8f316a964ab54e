package io.tiktokroutes.mapping;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomDistribution;

/**
 * Random numbers that decide how something is made up. Short tapes and small numbers lead to simple
 * things, so that what fails shrinks to something simple; a tape at its end gives 0 for ever.
 */
final class Tape {

    private static final int MOST = 1 << 16;

    private final List<Integer> numbers;
    private int at;

    Tape(List<Integer> numbers) {
        this.numbers = numbers;
    }

    /** Numbers for tapes of up to this length. */
    static Arbitrary<List<Integer>> numbers(int longest) {
        return Arbitraries.integers()
                .between(0, MOST - 1)
                .withDistribution(RandomDistribution.uniform())
                .list()
                .ofMaxSize(longest);
    }

    /** A number below that one. */
    int below(int end) {
        return at < numbers.size() ? numbers.get(at++) % end : 0;
    }

    /** One of these; the first is the simplest. */
    <T> T one(List<T> of) {
        return of.get(below(of.size()));
    }

    /** Sixty-four bits. */
    long bits() {
        long bits = 0;
        for (int i = 0; i < 4; i++) {
            bits = bits << 16 | below(MOST);
        }
        return bits;
    }
}
