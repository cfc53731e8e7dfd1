package org.chancery.simulator.jetstream;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a network says, shared by the hosts that tell it, and the ledger of what a listener was told
 * whole. Each event is a post at its own moment. Thread-safe.
 */
public final class Broadcast {
  /** A span in which events were never told: after the first moment, before the second. */
  public record Lost(Instant from, Instant to, int events) {}

  /**
   * One connection to any host.
   *
   * @param until the event before which it ends
   */
  public record Plan(int until, Set<HostFault> faults) {
    public Plan {
      faults = Set.copyOf(faults);
    }
  }

  /** A fault that was put on the wire. */
  public record Fired(String host, HostFault fault, int connection) {}

  private final List<Long> micros = new ArrayList<>();
  private final BitSet told = new BitSet();
  private final Deque<Plan> plans = new ArrayDeque<>();
  private final List<Fired> fired = new ArrayList<>();

  /** Says something at a moment after all others. */
  public synchronized void say(long atMicros) {
    if (!micros.isEmpty() && atMicros <= micros.getLast()) {
      throw new IllegalArgumentException("a broadcast goes on, it does not go back");
    }
    micros.add(atMicros);
    notifyAll();
  }

  /** Waits until an event was said. */
  synchronized void await(int event) throws InterruptedException {
    while (micros.size() <= event) {
      wait();
    }
  }

  /** What the next connection that has no plan yet does. */
  public synchronized void plan(Plan plan) {
    plans.add(plan);
  }

  /** Whether a plan still waits for a connection. */
  public synchronized boolean planned() {
    return !plans.isEmpty();
  }

  synchronized @Nullable Plan nextPlan() {
    return plans.poll();
  }

  public synchronized int size() {
    return micros.size();
  }

  synchronized long at(int event) {
    return micros.get(event);
  }

  /** The first event at or after a moment; {@link #size} when there is none. */
  public synchronized int firstFrom(long atMicros) {
    int event = 0;
    while (event < micros.size() && micros.get(event) < atMicros) {
      event++;
    }
    return event;
  }

  synchronized void told(int event) {
    told.set(event);
  }

  /** The listener died and remembers nothing from this event on. */
  public synchronized void forgottenFrom(int event) {
    told.clear(event, Math.max(event, micros.size()));
  }

  synchronized void fired(String host, HostFault fault, int connection) {
    fired.add(new Fired(host, fault, connection));
  }

  /** Faults that were put on the wire, in their order. */
  public synchronized List<Fired> fired() {
    return List.copyOf(fired);
  }

  /** Numbers of the events that were told whole at least once. */
  public synchronized List<Integer> heard() {
    return told.stream().boxed().toList();
  }

  /**
   * What was never told, between events that were.
   *
   * @param begin the moment from which the listener wished to hear
   */
  public synchronized List<Lost> lost(long begin) {
    List<Lost> lost = new ArrayList<>();
    int last = told.length() - 1;
    for (int from = told.nextClearBit(0); from < last; ) {
      int to = told.nextSetBit(from);
      long before = from == 0 ? begin : micros.get(from - 1);
      lost.add(new Lost(instant(before), instant(micros.get(to)), to - from));
      from = told.nextClearBit(to);
    }
    return lost;
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
