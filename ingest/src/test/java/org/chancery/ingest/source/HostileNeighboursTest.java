package org.chancery.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Feeds that were made to harm are read while Jetstream, an instance of Mastodon and other feeds do
 * as they should: of these everything comes, as the ledgers of the simulator have it, each attack
 * is refused for what it is, and little memory is held at any moment.
 */
class HostileNeighboursTest {
  private static final long MOST_GROWTH = 64L << 20;

  /** Until feeds that told something are due again. */
  private static final Duration NEXT_VISIT = Duration.ofMinutes(50);

  /** Until a large answer that found another under way is asked for again. */
  private static final Duration ONCE_MORE = Duration.ofSeconds(61);

  @Test
  void others_lose_nothing_and_memory_stays_small() throws Exception {
    long calm = most(List.of(), "127.0.0.1:1");
    long hostile;
    try (HostileFeeds attackers = new HostileFeeds()) {
      hostile = most(attackers.addresses(), attackers.authority());
      assertThat(attackers.begun()).containsOnlyKeys(Attack.values());
    }
    System.out.printf(
        "most that lived on the heap: %.1f MiB in calm, %.1f MiB beside attackers%n",
        calm / 1_048_576.0, hostile / 1_048_576.0);
    assertThat(hostile - calm).as("bytes of heap more").isLessThanOrEqualTo(MOST_GROWTH);
  }

  /** The most that lived on the heap while sources were read beside such feeds, in bytes. */
  private static long most(List<String> strangers, String authority) throws Exception {
    try (Neighbours neighbours = new Neighbours(strangers, authority);
        LiveHeap heap = new LiveHeap()) {
      neighbours.publish(3);
      neighbours.talkUntil(
          "first visits", () -> neighbours.counted("feeds", "visits") == Neighbours.FEEDS);
      neighbours.publish(4);
      neighbours.list(strangers);
      neighbours.later(NEXT_VISIT);
      long visits = 2 * Neighbours.FEEDS + strangers.size();
      neighbours.talkUntil("second visits", () -> neighbours.counted("feeds", "visits") >= visits);
      for (int left = unanswered(neighbours); left > 0; left = unanswered(neighbours)) {
        long before = neighbours.counted("feeds", "postponed");
        neighbours.later(ONCE_MORE);
        neighbours.talkUntil(
            "all large ones asked once more",
            () ->
                neighbours.counted("feeds", "postponed") - before
                    >= unanswered(neighbours)); // the others were answered
      }
      neighbours.until("all that was said", () -> neighbours.stored().equals(neighbours.said()));
      compare(neighbours, strangers.size());
      heap.look();
      assertThat(heap.looks()).isGreaterThan(3);
      return heap.most();
    }
  }

  /** How many attackers were only told to come later so far. */
  private static int unanswered(Neighbours neighbours) throws Exception {
    return neighbours.kept.rows("select feed from feed_state where asked is null").size();
  }

  private static void compare(Neighbours neighbours, int strangers) throws Exception {
    assertThat(neighbours.told()).as("told whole").isEqualTo(neighbours.said());
    assertThat(neighbours.stored()).as("stored, once").isEqualTo(neighbours.told());
    assertThat(neighbours.said()).hasSize(3).allSatisfy((network, n) -> assertThat(n).isPositive());
    assertThat(neighbours.kept.rows("select * from gap")).isEmpty();
    assertThat(neighbours.kept.rows("select * from feed_gap")).isEmpty();
    assertThat(neighbours.kept.rows("select * from mastodon_gap where closed is null")).isEmpty();
    assertThat(
            neighbours.kept.rows(
                "select last_error from feed_state where feed not like '%/hostile/%' and state <> 'live'"))
        .as("feeds that do as they should")
        .isEmpty();
    List<String> hostile =
        neighbours.kept.rows(
            "select split_part(feed, '/', 5), split_part(coalesce(last_error, 'accepted'), ':', 1), last_error from feed_state where feed like '%/hostile/%'");
    assertThat(hostile).hasSize(strangers);
    for (String row : hostile) {
      String[] cells = row.split("\\|");
      assertThat(cells[1]).as(row).isEqualTo(Attack.valueOf(cells[0]).cause());
    }
  }
}
