package org.chancery.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chancery.simulator.TestWorlds;
import org.junit.jupiter.api.Test;

/** Each awkward thing occurs, is declared, and nothing else is awkward. */
class OdditiesTest {
  private static final List<Happening> HAPPENINGS = TestWorlds.history(1, 420, Duration.ofDays(20));

  @Test
  void each_occurs_but_broken_lines_which_must_be_asked_for() {
    Map<Oddity, Integer> counts = new EnumMap<>(Oddity.class);
    for (Happening happening : HAPPENINGS)
      happening.oddities().forEach(o -> counts.merge(o, 1, Integer::sum));
    Set<Oddity> expected = new HashSet<>(List.of(Oddity.values()));
    expected.remove(Oddity.MALFORMED);
    assertThat(counts.keySet()).isEqualTo(expected);
  }

  @Test
  void created_is_within_three_seconds_unless_declared() {
    for (Happening happening : HAPPENINGS) {
      if (!(happening instanceof Happening.PostMade made)) continue;
      long lag = made.timeMicros() - made.post().createdMicros();
      List<Oddity> why = made.oddities();
      if (why.contains(Oddity.CREATED_IN_FUTURE)) assertThat(lag).isLessThan(-Rhythm.HOUR / 2);
      else if (why.contains(Oddity.CREATED_LONG_AGO))
        assertThat(lag).isGreaterThan(399 * Rhythm.DAY);
      else if (why.contains(Oddity.LATE)) assertThat(lag).isGreaterThan(5 * Rhythm.SECOND);
      else if (why.isEmpty() || why.equals(List.of(Oddity.NO_LANGS))) {
        assertThat(lag).isBetween(0L, 3 * Rhythm.SECOND + 1_000);
      }
      assertThat(made.post().langs().isEmpty()).isEqualTo(why.contains(Oddity.NO_LANGS));
    }
  }

  @Test
  void a_commit_comes_twice_only_where_declared() {
    Set<String> commits = new HashSet<>();
    for (Happening happening : HAPPENINGS) {
      if (!(happening instanceof Happening.PostMade made)) continue;
      boolean again = !commits.add(made.post().ref().uri() + made.rev());
      assertThat(again).isEqualTo(made.oddities().contains(Oddity.DUPLICATE));
    }
  }

  @Test
  void a_delete_comes_before_its_create_only_where_declared() {
    Set<String> made = new HashSet<>();
    int first = 0;
    for (Happening happening : HAPPENINGS) {
      if (happening instanceof Happening.PostMade post) made.add(post.post().ref().uri());
      if (!(happening instanceof Happening.Removed removed)
          || removed.collection() != org.chancery.simulator.atproto.Collection.POST) continue;
      boolean early = !made.contains(removed.collection().uri(removed.who().did(), removed.rkey()));
      assertThat(early).isEqualTo(removed.oddities().contains(Oddity.DELETE_FIRST));
      if (early) first++;
    }
    assertThat(first).isPositive();
  }
}
