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

/** Halving alone, with a peer that refuses a list as a whole for one bad item. */
@Tag("RX-HT-3")
class HalvingTest {

    /** What came of a batch. */
    private record Result(List<Integer> delivered, List<Integer> refused, int calls) {}

    private static Result deliver(int size, Set<Integer> bad) {
        Result sifted = deliver(size, bad, true);
        Result halved = deliver(size, bad, false);
        assertThat(sifted).as("sifting halves where nothing is named").isEqualTo(halved);
        return halved;
    }

    private static Result deliver(int size, Set<Integer> bad, boolean sifted) {
        List<Integer> delivered = new ArrayList<>();
        List<Integer> refused = new ArrayList<>();
        int[] calls = {0};
        Call<Integer> call =
                new Call<>() {
                    @Override
                    public Answer send(List<Integer> part) {
                        calls[0]++;
                        assertThat(part).isNotEmpty();
                        if (part.stream().noneMatch(bad::contains)) {
                            delivered.addAll(part);
                            return Answer.DONE;
                        }
                        if (part.size() > 1) {
                            return new Answer(Answer.Kind.REFUSED, -1, null);
                        }
                        refused.addAll(part);
                        return new Answer(Answer.Kind.REFUSED_ALONE, -1, null);
                    }

                    @Override
                    public void refuse(Integer item, Answer answer) {
                        throw new AssertionError("nothing is named");
                    }
                };
        if (sifted) {
            Sifting.deliver(IntStream.range(0, size).boxed().toList(), call);
        } else {
            Halving.deliver(IntStream.range(0, size).boxed().toList(), call);
        }
        return new Result(delivered, refused, calls[0]);
    }

    private static void check(int size, Set<Integer> bad, Result result) {
        assertThat(result.refused()).containsExactlyElementsOf(new TreeSet<>(bad));
        List<Integer> all = new ArrayList<>(result.delivered());
        all.addAll(result.refused());
        assertThat(all).as("every item has one outcome").hasSize(size).doesNotHaveDuplicates();
    }

    @Test
    void nothingIsNoCall() {
        assertThat(deliver(0, Set.of()).calls()).isZero();
    }

    @Test
    void aGoodBatchIsOneCall() {
        assertThat(deliver(1000, Set.of()).calls()).isEqualTo(1);
    }

    @Test
    void oneBadItemCostsLittleWhereverItStands() {
        for (int size : new int[] {1, 2, 3, 5, 7, 13, 64, 97, 100, 385, 512, 999, 1000}) {
            double bound = 2 * Math.log(size) / Math.log(2) + 1;
            for (int bad = 0; bad < size; bad++) {
                Result result = deliver(size, Set.of(bad));
                check(size, Set.of(bad), result);
                assertThat((double) result.calls())
                        .as("%d of %d", bad, size)
                        .isLessThanOrEqualTo(bound);
            }
        }
    }

    @Test
    void anyItemsMayBeBad() {
        Random random = new Random(20261121);
        for (int round = 0; round < 2000; round++) {
            int size = 1 + random.nextInt(200);
            double share = random.nextDouble();
            Set<Integer> bad = new HashSet<>();
            IntStream.range(0, size).filter(i -> random.nextDouble() < share).forEach(bad::add);
            Result result = deliver(size, bad);
            check(size, bad, result);
            assertThat(result.calls()).isLessThanOrEqualTo(2 * size);
            double few = bad.size() * (2 * Math.log(size) / Math.log(2) + 1) + 1;
            assertThat((double) result.calls()).isLessThanOrEqualTo(few);
        }
    }

    @Test
    void allMayBeBad() {
        Set<Integer> all = new HashSet<>(IntStream.range(0, 1000).boxed().toList());
        Result result = deliver(1000, all);
        check(1000, all, result);
        assertThat(result.calls()).isLessThan(2000);
    }
}
