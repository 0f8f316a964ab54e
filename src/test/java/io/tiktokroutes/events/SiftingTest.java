package io.tiktokroutes.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sifting alone, with a peer that names the first bad item, honestly or not. */
@Tag("RX-HT-3")
class SiftingTest {

    /** Refuses a list for its first bad item, whose place it counts from a number of its own. */
    private static final class Peer implements Call<Integer> {
        private final Set<Integer> bad;
        private final int first;
        private final List<Integer> delivered = new ArrayList<>();
        private final List<Integer> refused = new ArrayList<>();
        private int calls;
        private int sent;

        /**
         * @param first the place of the first item; -1 for a peer that names none
         */
        Peer(Set<Integer> bad, int first) {
            this.bad = bad;
            this.first = first;
        }

        @Override
        public Answer send(List<Integer> part) {
            calls++;
            sent += part.size();
            assertThat(part).isNotEmpty();
            for (int i = 0; i < part.size(); i++) {
                if (bad.contains(part.get(i))) {
                    int named = first < 0 ? -1 : i + first;
                    if (part.size() > 1) {
                        return new Answer(Answer.Kind.REFUSED, named, null);
                    }
                    refused.add(part.get(i));
                    return new Answer(Answer.Kind.REFUSED_ALONE, named, null);
                }
            }
            delivered.addAll(part);
            return Answer.DONE;
        }

        @Override
        public void refuse(Integer item, Answer answer) {
            refused.add(item);
        }
    }

    private static Peer deliver(int size, Set<Integer> bad, int first) {
        Peer peer = new Peer(bad, first);
        Sifting.deliver(IntStream.range(0, size).boxed().toList(), peer);
        assertThat(new TreeSet<>(peer.refused)).isEqualTo(new TreeSet<>(bad));
        List<Integer> all = new ArrayList<>(peer.delivered);
        all.addAll(peer.refused);
        assertThat(all).as("every item has one outcome").hasSize(size).doesNotHaveDuplicates();
        return peer;
    }

    private static Set<Integer> every(int step, int size) {
        Set<Integer> bad = new HashSet<>();
        IntStream.range(0, size).filter(i -> i % step == step - 1).forEach(bad::add);
        return bad;
    }

    /** So many calls are enough: one for each bad item, an eighth more, and a few at the edges. */
    static int bound(int bad) {
        return bad + bad / 8 + 6;
    }

    @ParameterizedTest(name = "one of {0}")
    @ValueSource(ints = {100, 20, 2})
    void costsAboutOneCallForEachBadItem(int step) {
        Set<Integer> bad = every(step, 1000);
        Peer sifted = deliver(1000, bad, 0);
        assertThat(sifted.calls).isLessThanOrEqualTo(bound(bad.size()));
        assertThat(sifted.sent).as("items on the wire").isLessThan(10 * 1000);
        Peer unnamed = deliver(1000, bad, -1);
        System.out.printf(
                "%4d bad of 1000: %4d calls and %5d events sent by name, %4d and %5d by halving%n",
                bad.size(), sifted.calls, sifted.sent, unnamed.calls, unnamed.sent);
        assertThat(unnamed.calls).isGreaterThan(5 * sifted.calls / 4);
    }

    @Test
    void oneBadItemCostsLittleWhereverItStands() {
        for (int size : new int[] {1, 2, 3, 5, 64, 97, 1000}) {
            for (int bad = 0; bad < size; bad++) {
                assertThat(deliver(size, Set.of(bad), 0).calls).isLessThanOrEqualTo(6);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, -1})
    void whateverThePeerCountsFromNothingIsLostAndNoneRefusedForAnother(int first) {
        Random random = new Random(20261122);
        for (int round = 0; round < 1000; round++) {
            int size = 1 + random.nextInt(120);
            double share = random.nextDouble();
            Set<Integer> bad = new HashSet<>();
            IntStream.range(0, size).filter(i -> random.nextDouble() < share).forEach(bad::add);
            Peer peer = deliver(size, bad, first);
            if (first == 0) {
                assertThat(peer.calls).isLessThanOrEqualTo(bad.size() + bad.size() / 2 + 8);
            }
        }
    }

    @Test
    void allMayBeBad() {
        Set<Integer> all = every(1, 1000);
        assertThat(deliver(1000, all, 0).calls).isLessThanOrEqualTo(bound(1000));
    }
}
