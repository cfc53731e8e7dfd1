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
import java.util.function.Consumer;
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
  private final Pushing pushing = new Pushing();
  private final Consumer<String> ear = this::push;
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
    if (source.bell() != null) {
      pushing.recall(states);
      source.bell().heardBy(ear);
    }
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

  /** A hub tells of news: the feed is visited soon, or once more when a visit is under way. */
  private synchronized void push(String feed) {
    FeedState state = remembered.get(feed);
    if (state == null || !listed.contains(feed)) {
      return;
    }
    pushing.push(feed);
    if (due.remove(state)) {
      scheduled.remove(feed);
      schedule(state);
      notifyAll();
    }
  }

  private void schedule(FeedState known) {
    FeedState state = pushing.hastened(known, clock.instant());
    if (state.due() != null && listed.contains(state.feed()) && scheduled.add(state.feed())) {
      due.add(state);
    }
  }

  private void keep() {
    try {
      while (!closed) {
        Errand next = next();
        places.acquire();
        Thread visit = Thread.ofVirtual().name("feed").unstarted(() -> visit(next));
        visits.add(visit);
        visit.start();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  /**
   * A visit to be made.
   *
   * @param pushed whether a hub told of news
   */
  private record Errand(FeedState feed, boolean pushed) {}

  private synchronized Errand next() throws InterruptedException {
    while (true) {
      Instant now = clock.instant();
      if (listAgain == null || !listAgain.isAfter(now)) {
        try {
          list(now);
        } catch (RuntimeException e) {
          LOG.error("the list of feeds cannot be read; the last one holds", e);
        }
        believe(now);
        listAgain = now.plus(LIST_AGAIN);
      }
      FeedState first = due.peek();
      if (first != null && !dueOf(first).isAfter(now)) {
        due.poll();
        if (listed.contains(first.feed())) {
          return new Errand(first, pushing.takePush(first.feed()));
        }
        scheduled.remove(first.feed());
        continue;
      }
      Instant until = first == null || dueOf(first).isAfter(listAgain) ? listAgain : dueOf(first);
      wait(Math.clamp(Duration.between(now, until).toMillis(), 1, LOOK.toMillis()));
    }
  }

  private void believe(Instant now) {
    if (source.bell() == null) {
      return;
    }
    try {
      pushing.refresh(states, now);
    } catch (SQLException e) {
      LOG.error("what hubs of feeds are worth cannot be read; the last word holds", e);
    }
  }

  /** Takes up feeds that were listed since, lets go of those that are listed no more. */
  private void list(Instant now) {
    Set<String> feeds = source.feeds().ids();
    listed.retainAll(feeds);
    List<FeedState> untried = new ArrayList<>();
    for (String feed : feeds) {
      if (listed.add(feed)) {
        FeedState state = remembered.get(feed);
        if (state == null) {
          long spread = (long) (FIRST_ROUND.toMillis() * source.spread() * chance.nextDouble());
          state = FeedState.fresh(feed, now.plusMillis(spread));
          remembered.put(feed, state);
          untried.add(state);
        }
        schedule(state);
      }
    }
    try {
      states.add(untried);
    } catch (SQLException e) {
      LOG.error("new feeds are not told on the status page before they were asked", e);
    }
  }

  private void visit(Errand errand) {
    FeedState feed = errand.feed();
    try {
      pages.ask(FeedVisit.asking(feed, clock.instant()), outcome -> hand(visited(errand, outcome)));
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

  private FeedVisit visited(Errand errand, Outcome outcome) {
    FeedState feed = errand.feed();
    Instant now = clock.instant();
    FeedVisit visit = FeedVisit.of(feed, outcome, now, chance);
    synchronized (this) {
      return pushing.paced(visit, errand.pushed(), feed.answered() == null, now, chance);
    }
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
    if (source.bell() != null) {
      source.bell().heardNoMoreBy(ear);
    }
    keeper.interrupt();
    visits.forEach(Thread::interrupt);
  }
}
