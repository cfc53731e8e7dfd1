package org.chancery.simulator.control;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.chancery.simulator.jetstream.JetstreamServer;
import org.chancery.simulator.jetstream.Valve;
import org.chancery.simulator.timeline.Spool;

/** Faults on demand, and the log that proves that each fired. Thread-safe. */
public final class Faults {
  /**
   * One fault that was asked for.
   *
   * @param at simulated moment
   * @param fired whether it had an effect: sockets cut, subscribers held or turned away
   * @param proof numbers behind {@code fired}
   */
  public record Entry(
      int number,
      String fault,
      Instant at,
      Duration lasts,
      boolean fired,
      Map<String, Long> proof) {
    public Entry {
      proof = Map.copyOf(proof);
    }
  }

  private record Asked(
      int number, String fault, Instant at, Duration lasts, Map<String, LongSupplier> proof) {}

  private final JetstreamServer jetstream;
  private final Valve valve;
  private final Spool spool;
  private final InstantSource clock;
  private final List<Asked> asked = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();

  public Faults(JetstreamServer jetstream, Valve valve, Spool spool, InstantSource clock) {
    this.jetstream = jetstream;
    this.valve = valve;
    this.spool = spool;
    this.clock = clock;
  }

  /**
   * Cuts all sockets without a close frame; with a time above zero also turns subscribers away so
   * long.
   */
  public Entry disconnect(Duration refuse) {
    if (refuse.isPositive()) valve.refuse(refuse);
    long before = valve.refused();
    long sockets = jetstream.cutAll();
    return log(
        "disconnect",
        refuse,
        Map.of("sockets_cut", () -> sockets, "turned_away_since", () -> valve.refused() - before));
  }

  /**
   * Holds the stream of all subscribers; the sockets stay open, and what was held comes afterwards.
   */
  public Entry silence(Duration time) {
    long events = spool.size();
    long held = valve.held();
    valve.silence(time);
    return log(
        "silence",
        time,
        Map.of(
            "subscribers_held",
            () -> valve.held() - held,
            "events_since",
            () -> spool.size() - events));
  }

  private Entry log(String fault, Duration lasts, Map<String, LongSupplier> proof) {
    lock.lock();
    try {
      Asked entry = new Asked(asked.size() + 1, fault, clock.instant(), lasts, proof);
      asked.add(entry);
      return read(entry);
    } finally {
      lock.unlock();
    }
  }

  /** All that were asked for, oldest first, with their proof as it stands now. */
  public List<Entry> list() {
    lock.lock();
    try {
      return asked.stream().map(Faults::read).toList();
    } finally {
      lock.unlock();
    }
  }

  private static Entry read(Asked entry) {
    Map<String, Long> proof = new LinkedHashMap<>();
    entry.proof().forEach((name, number) -> proof.put(name, number.getAsLong()));
    boolean fired =
        proof.entrySet().stream()
            .anyMatch(e -> !e.getKey().equals("events_since") && e.getValue() > 0);
    return new Entry(entry.number(), entry.fault(), entry.at(), entry.lasts(), fired, proof);
  }
}
