package org.chancery.ingest.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chancery.ingest.topology.LiveBoard.Count;
import org.chancery.ingest.topology.LiveBoard.What;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The board beside a store that hears of everything later, and of deletions, which it does not. */
class LiveBoardTest {
  private static final Instant MINUTE = Instant.parse("2026-11-02T12:00:00Z");

  private final LiveBoard board = new LiveBoard();
  private List<Count> before = List.of();

  private static Count tag(String tag, long posts) {
    return new Count(MINUTE, What.TAG, tag, posts);
  }

  private void compare(List<Count> heard, Count... stored) {
    board.takeBack(before, heard, List.of(stored));
    before = heard;
  }

  private long shown(String tag) {
    return board.sums(What.TAG, MINUTE, MINUTE.plusSeconds(60)).getOrDefault(tag, 0L);
  }

  @Test
  void it_shows_what_is_left_when_windows_tell_a_minute_again() {
    board.set(MINUTE, What.TAG, "un", 5);
    board.set(MINUTE, What.TAG, "cop", 1);
    compare(board.heard(), tag("un", 3));
    compare(board.heard(), tag("un", 3));
    assertThat(shown("un")).isEqualTo(3);
    assertThat(shown("cop")).isZero();
    board.set(MINUTE, What.TAG, "un", 6);
    assertThat(shown("un")).isEqualTo(4);
    assertThat(board.anyTakenBack()).isTrue();
    compare(board.heard(), tag("un", 6), tag("cop", 1));
    assertThat(board.anyTakenBack()).isFalse();
  }

  @Test
  void what_comes_while_the_store_is_asked_stays() {
    board.set(MINUTE, What.TAG, "un", 5);
    compare(board.heard(), tag("un", 5));
    List<Count> heard = board.heard();
    board.set(MINUTE, What.TAG, "un", 8);
    compare(heard, tag("un", 5));
    assertThat(shown("un")).isEqualTo(8);
  }

  @Test
  void what_is_not_stored_yet_stays() {
    board.set(MINUTE, What.TAG, "un", 5);
    compare(board.heard(), tag("un", 2));
    assertThat(shown("un")).isEqualTo(5);
    board.set(MINUTE, What.TAG, "un", 7);
    compare(board.heard(), tag("un", 5));
    assertThat(shown("un")).isEqualTo(7);
  }

  /** Posts come, are stored by the next comparison, and some are deleted then. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void no_count_is_ever_too_low_and_all_are_right_when_it_is_quiet(long seed) {
    Random chance = new Random(seed);
    long heard = 0;
    long stored = 0;
    long deleted = 0;
    List<String> wrong = new ArrayList<>();
    for (int step = 0; step < 300; step++) {
      stored = heard;
      deleted += stored > deleted && chance.nextInt(4) == 0 ? 1 : 0;
      heard += chance.nextInt(3);
      board.set(MINUTE, What.TAG, "un", heard);
      List<Count> copy = board.heard();
      stored += heard > stored ? chance.nextInt((int) (heard - stored) + 1) : 0;
      heard += chance.nextInt(2);
      board.set(MINUTE, What.TAG, "un", heard);
      compare(copy, tag("un", stored - deleted));
      if (shown("un") < heard - deleted) {
        wrong.add("step %d: %d of %d, %d deleted".formatted(step, shown("un"), heard, deleted));
      }
    }
    assertThat(wrong).as("seed " + seed).isEmpty();
    compare(board.heard(), tag("un", heard - deleted));
    compare(board.heard(), tag("un", heard - deleted));
    assertThat(shown("un")).as("seed " + seed).isEqualTo(heard - deleted);
    assertThat(deleted).isPositive();
  }
}
