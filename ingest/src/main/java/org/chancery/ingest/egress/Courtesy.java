package org.chancery.ingest.egress;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives each host its turn: so many at once, so much time between two, none before the moment the
 * host named. Thread-safe; memory is bounded.
 */
final class Courtesy {
  private static final int MOST_HOSTS = 20_000;

  private final EgressRules.Manners manners;
  private final InstantSource clock;
  private final Map<String, Host> hosts = new ConcurrentHashMap<>();

  Courtesy(EgressRules.Manners manners, InstantSource clock) {
    this.manners = manners;
    this.clock = clock;
  }

  private static final class Host {
    final Semaphore places;
    Instant free = Instant.EPOCH;
    Instant asked = Instant.EPOCH;

    Host(int places) {
      this.places = new Semaphore(places, true);
    }

    synchronized @Nullable Instant reserve(Instant now, Duration between, Duration patience) {
      Instant begin = free.isAfter(now) ? free : now;
      begin = asked.isAfter(begin) ? asked : begin;
      if (begin.isAfter(now.plus(patience))) {
        return null;
      }
      free = begin.plus(between);
      return begin;
    }

    synchronized Instant earliest() {
      return free.isAfter(asked) ? free : asked;
    }
  }

  /** A turn, given back by closing. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /** How it went: a turn, or the moment at which it makes sense to come again. */
  record Granted(@Nullable Turn turn, Instant again) {}

  /**
   * Waits for a turn, at most {@link EgressRules.Manners#patience}.
   *
   * @param between what the host wants by {@code Crawl-delay}; the greater of it and ours counts
   */
  Granted turn(String host, Duration between) throws InterruptedException {
    Host of = host(host);
    Instant now = clock.instant();
    Duration pause = between.compareTo(manners.between()) > 0 ? between : manners.between();
    pause = pause.compareTo(manners.longestWait()) > 0 ? manners.longestWait() : pause;
    Instant begin = of.reserve(now, pause, manners.patience());
    if (begin == null) {
      return new Granted(null, of.earliest());
    }
    if (!of.places.tryAcquire(manners.patience().toMillis(), TimeUnit.MILLISECONDS)) {
      return new Granted(null, clock.instant().plus(manners.patience()));
    }
    try {
      long wait = Duration.between(clock.instant(), begin).toMillis();
      if (wait > 0) {
        Thread.sleep(Math.min(wait, manners.patience().toMillis()));
      }
    } catch (InterruptedException e) {
      of.places.release();
      throw e;
    }
    return new Granted(of.places::release, begin);
  }

  /** The host asks not to be asked before a moment; a moment too far off is cut. */
  Instant askedToWait(String host, Instant until) {
    Instant most = clock.instant().plus(manners.longestWait());
    Instant kept = until.isAfter(most) ? most : until;
    Host of = host(host);
    synchronized (of) {
      of.asked = kept;
    }
    return kept;
  }

  private Host host(String name) {
    if (hosts.size() >= MOST_HOSTS && !hosts.containsKey(name)) {
      forgetIdle();
    }
    return hosts.computeIfAbsent(name, n -> new Host(manners.atOnce()));
  }

  /** Hosts that may be asked at once again lose nothing by being forgotten. */
  private void forgetIdle() {
    Instant now = clock.instant();
    hosts
        .values()
        .removeIf(
            h -> h.places.availablePermits() == manners.atOnce() && h.earliest().isBefore(now));
    Iterator<Map.Entry<String, Host>> oldest =
        hosts.entrySet().stream()
            .filter(e -> e.getValue().places.availablePermits() == manners.atOnce())
            .sorted(Comparator.comparing(e -> e.getValue().earliest()))
            .limit(Math.max(0, hosts.size() - MOST_HOSTS / 2))
            .iterator();
    oldest.forEachRemaining(e -> hosts.remove(e.getKey(), e.getValue()));
  }
}
