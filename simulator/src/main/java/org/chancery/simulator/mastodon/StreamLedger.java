package org.chancery.simulator.mastodon;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.chancery.simulator.http.Fault;
import org.jspecify.annotations.Nullable;

/**
 * How streams are to go, and what they told: which of all that happened, and the spans in which
 * nothing was told. Thread-safe.
 */
public final class StreamLedger {
  /**
   * How the next stream goes.
   *
   * @param messages after so many it ends; they are waited for
   */
  public record Plan(int messages, Set<Fault> faults) {
    public Plan {
      faults = Set.copyOf(faults);
    }
  }

  /** A span without a sign of life, from the last before to the opening of the next stream. */
  public record Outage(Instant from, Instant to) {}

  private final InstantSource clock;
  private final Deque<Plan> plans = new ArrayDeque<>();
  private final BitSet told = new BitSet();
  private final List<Outage> outages = new ArrayList<>();
  private @Nullable Instant alive;
  private int openings;

  StreamLedger(InstantSource clock) {
    this.clock = clock;
  }

  /** What the next stream that has no plan yet does; without one it is turned away. */
  public synchronized void plan(Plan plan) {
    plans.add(plan);
  }

  synchronized @Nullable Plan next() {
    return plans.poll();
  }

  synchronized void told(int number) {
    told.set(number);
  }

  synchronized void aSignOfLife() {
    alive = clock.instant();
  }

  /** A stream opened, which is a sign of life; what passed since the last one is an outage. */
  synchronized void opened() {
    Instant now = clock.instant();
    if (alive != null) {
      outages.add(new Outage(alive, now));
    }
    alive = now;
    openings++;
  }

  /** How many streams opened. */
  public synchronized int openings() {
    return openings;
  }

  /** Spans without a sign of life that are over. */
  public synchronized List<Outage> outages() {
    return List.copyOf(outages);
  }

  /** Numbers of what was told whole at least once. */
  public synchronized Set<Integer> heard() {
    return Set.copyOf(told.stream().boxed().toList());
  }
}
