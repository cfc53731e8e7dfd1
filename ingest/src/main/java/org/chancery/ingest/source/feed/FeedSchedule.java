package org.chancery.ingest.source.feed;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.chancery.ingest.egress.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Visits feeds when they are due: one thread keeps the order, visits run on virtual threads, at
 * most {@value #AT_ONCE} at a time. Its results wait in a short queue, so that visits stop when
 * nobody takes them. Closed when its reader is; then visits under way are interrupted.
 */
final class FeedSchedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FeedSchedule.class);
  static final int AT_ONCE = 16;
  private static final int MOST_WAITING = 4;

  /** Bounds how long a clock that was set goes unnoticed. */
  private static final Duration LOOK = Duration.ofMillis(250);

  private static final Duration LIST_AGAIN = Duration.ofMinutes(1);

  /** New feeds are spread over this time, so that a start is no flood. */
  private static final Duration FIRST_ROUND = Duration.ofMinutes(2);

  private final FeedSource source;
  private final FeedStates states;
  private final InstantSource clock;
  private final FeedPages pages;
  private final RandomGenerator chance;
  private final PriorityQueue<FeedState> due =
      new PriorityQueue<>(
          Comparator.comparing(FeedSchedule::dueOf)
              .thenComparingInt(FeedSchedule::scattered)
              .thenComparing(FeedState::feed));
  private final Map<String, FeedState> remembered;
  private final Set<String> listed = new HashSet<>();
  private final Set<String> scheduled = new HashSet<>();
  private final BlockingQueue<FeedVisit> done = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Set<Thread> visits = java.util.concurrent.ConcurrentHashMap.newKeySet();
  private final Thread keeper;
  private @Nullable Instant listAgain;
  private volatile boolean closed;

  FeedSchedule(FeedSource source) throws SQLException {
    this.source = source;
    this.states = new FeedStates(source.store());
    this.clock = source.clock();
    this.pages = new FeedPages(source.egress(), clock);
    this.chance = source.chance();
    this.remembered = new HashMap<>(states.read());
    this.keeper = Thread.ofVirtual().name("feeds").start(this::keep);
  }

  private static Instant dueOf(FeedState state) {
    return state.due() == null ? Instant.MAX : state.due();
  }

  /**
   * Mixes feeds that are due together, so that those of one host, which come one after the other,
   * do not take all places (Fibonacci hashing, Knuth 1973, 6.4).
   */
  private static int scattered(FeedState state) {
    return state.feed().hashCode() * 0x9E3779B9;
  }

  /** What visits brought: waits a little for the first, takes what else is there. */
  List<FeedVisit> take(Duration wait, int mostEvents) throws InterruptedException {
    List<FeedVisit> taken = new ArrayList<>();
    FeedVisit first = done.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    int events = 0;
    for (FeedVisit visit = first; visit != null; visit = done.poll()) {
      taken.add(visit);
      events += visit.events().size();
      again(visit.after());
      if (events >= mostEvents) {
        break;
      }
    }
    return taken;
  }

  private synchronized void again(FeedState state) {
    scheduled.remove(state.feed());
    remembered.put(state.feed(), state);
    schedule(state);
    notifyAll();
  }

  private void schedule(FeedState state) {
    if (state.due() != null && listed.contains(state.feed()) && scheduled.add(state.feed())) {
      due.add(state);
    }
  }

  private void keep() {
    try {
      while (!closed) {
        FeedState next = next();
        places.acquire();
        Thread visit = Thread.ofVirtual().name("feed").unstarted(() -> visit(next));
        visits.add(visit);
        visit.start();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private synchronized FeedState next() throws InterruptedException {
    while (true) {
      Instant now = clock.instant();
      if (listAgain == null || !listAgain.isAfter(now)) {
        try {
          list(now);
        } catch (RuntimeException e) {
          LOG.error("the list of feeds cannot be read; the last one holds", e);
        }
        listAgain = now.plus(LIST_AGAIN);
      }
      FeedState first = due.peek();
      if (first != null && !dueOf(first).isAfter(now)) {
        due.poll();
        if (listed.contains(first.feed())) {
          return first;
        }
        scheduled.remove(first.feed());
        continue;
      }
      Instant until = first == null || dueOf(first).isAfter(listAgain) ? listAgain : dueOf(first);
      wait(Math.clamp(Duration.between(now, until).toMillis(), 1, LOOK.toMillis()));
    }
  }

  /** Takes up feeds that were listed since, lets go of those that are listed no more. */
  private void list(Instant now) {
    Set<String> feeds = source.feeds().ids();
    listed.retainAll(feeds);
    for (String feed : feeds) {
      if (listed.add(feed)) {
        FeedState state = remembered.get(feed);
        if (state == null) {
          long spread = (long) (FIRST_ROUND.toMillis() * source.spread() * chance.nextDouble());
          state = FeedState.fresh(feed, now.plusMillis(spread));
          remembered.put(feed, state);
        }
        schedule(state);
      }
    }
  }

  private void visit(FeedState feed) {
    try {
      pages.ask(FeedVisit.asking(feed, clock.instant()), outcome -> hand(visited(feed, outcome)));
    } catch (RuntimeException e) {
      // costs its own visit, which is counted
      LOG.error("a fault of the program with the feed {}", feed.feed(), e);
      handOrStop(FeedVisit.faulty(feed, e, clock.instant(), chance));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed: it is visited again after the next start
    } finally {
      visits.remove(Thread.currentThread());
      places.release();
    }
  }

  private FeedVisit visited(FeedState feed, Outcome outcome) {
    return FeedVisit.of(feed, outcome, clock.instant(), chance);
  }

  private void hand(FeedVisit visit) throws InterruptedException {
    if (!closed) {
      done.put(visit);
    }
  }

  private void handOrStop(FeedVisit visit) {
    try {
      hand(visit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  FeedStates states() {
    return states;
  }

  @Override
  public void close() {
    closed = true;
    keeper.interrupt();
    visits.forEach(Thread::interrupt);
  }
}
