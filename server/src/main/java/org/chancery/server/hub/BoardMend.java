package org.chancery.server.hub;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.chancery.ingest.topology.LiveBoard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes posts off the live board that were deleted, or whose account was closed. The board counts
 * what is heard and hears of no deletion; the store knows what is left. It is asked soon after
 * something was taken back, and now and then for what others wrote (an import, a deletion that came
 * before its post). Between two looks everything heard must be stored. Thread-safe.
 */
public final class BoardMend implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BoardMend.class);

  /** Looks between two comparisons that nothing asked for. */
  private static final int AT_LEAST_EVERY = 3;

  private final LiveBoard board;
  private final DataSource store;
  private final InstantSource clock;
  private final LongSupplier takenBack;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("board mend").daemon().factory());
  private List<LiveBoard.Count> before = List.of();
  private boolean again;
  private long known;
  private int looks;

  private BoardMend(
      LiveBoard board, DataSource store, InstantSource clock, LongSupplier takenBack) {
    this.board = board;
    this.store = store;
    this.clock = clock;
    this.takenBack = takenBack;
  }

  /**
   * Begins to look.
   *
   * @param clock of the world that is observed
   * @param takenBack grows when something was taken back
   */
  public static BoardMend start(
      LiveBoard board,
      DataSource store,
      InstantSource clock,
      LongSupplier takenBack,
      long everyMillis) {
    BoardMend mend = new BoardMend(board, store, clock, takenBack);
    mend.thread.scheduleWithFixedDelay(mend::look, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
    return mend;
  }

  /** A failure is told and the next look tries again; thrown, it would end the schedule. */
  private void look() {
    try {
      long now = takenBack.getAsLong();
      looks++;
      boolean news = now != known;
      if (news || again || board.anyTakenBack() || looks % AT_LEAST_EVERY == 0) {
        List<LiveBoard.Count> heard = board.heard();
        board.takeBack(before, heard, BoardSeed.counts(store, clock.instant()));
        before = heard;
        known = now;
        again = news; // what was heard a moment ago can be told only next time
      }
    } catch (SQLException | RuntimeException e) {
      LOG.warn("the live board could not be compared with the store: {}", e.toString());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
