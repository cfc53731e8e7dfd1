package org.chancery.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RanksTest {
  @Test
  void ties_are_shown_where_intervals_touch() {
    assertThat(
            Ranks.of(
                List.of(
                    new Estimate(10, 8, 12, 30, true),
                    new Estimate(11, 9, 13, 30, true),
                    Estimate.notEnough(3),
                    new Estimate(5, 4, 6, 30, true))))
        .containsExactly(
            Optional.of(new Rank(2, 1, 2)),
            Optional.of(new Rank(1, 1, 2)),
            Optional.empty(),
            Optional.of(new Rank(3, 3, 3)));
  }

  @Test
  void equal_values_share_a_place() {
    assertThat(Ranks.of(List.of(Estimate.exact(7, 7), Estimate.exact(5, 5), Estimate.exact(7, 7))))
        .containsExactly(
            Optional.of(new Rank(1, 1, 2)),
            Optional.of(new Rank(3, 3, 3)),
            Optional.of(new Rank(1, 1, 2)));
  }

  @Test
  void what_was_not_heard_could_stand_anywhere_above() {
    assertThat(Ranks.of(List.of(Estimate.exact(9, 9), Intervals.count(1, 0))))
        .containsExactly(Optional.of(new Rank(1, 1, 2)), Optional.of(new Rank(2, 1, 2)));
  }

  @Test
  void they_are_those_of_the_plain_definition() {
    for (int seed = 0; seed < 300; seed++) {
      Random chance = new Random(seed);
      List<Estimate> items = new ArrayList<>();
      for (int i = chance.nextInt(40); i > 0; i--) {
        double value = chance.nextInt(20);
        items.add(
            chance.nextInt(5) == 0
                ? Estimate.notEnough(1)
                : new Estimate(
                    value,
                    value - chance.nextInt(4),
                    chance.nextInt(9) == 0 ? Double.POSITIVE_INFINITY : value + chance.nextInt(4),
                    30,
                    true));
      }
      assertThat(Ranks.of(items)).as("seed %d", seed).isEqualTo(naive(items));
    }
  }

  private static List<Optional<Rank>> naive(List<Estimate> items) {
    List<Estimate> ranked = items.stream().filter(Estimate::enough).toList();
    return items.stream()
        .map(
            i ->
                Optional.of(i)
                    .filter(Estimate::enough)
                    .map(
                        e ->
                            new Rank(
                                1 + count(ranked, o -> o.value() > e.value()),
                                1 + count(ranked, o -> o.low() > e.high()),
                                ranked.size() - count(ranked, o -> o.high() < e.low()))))
        .toList();
  }

  private static int count(List<Estimate> items, java.util.function.Predicate<Estimate> test) {
    return (int) items.stream().filter(test).count();
  }

  @Test
  void a_hundred_thousand_equal_items() {
    List<Optional<Rank>> ranks =
        Ranks.of(java.util.Collections.nCopies(100_000, Estimate.exact(0, 0)));
    assertThat(ranks).containsOnly(Optional.of(new Rank(1, 1, 100_000)));
  }
}
