package org.chancery.simulator.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Faults that are planned for requests to come, and the ledger of those that were put on the wire.
 * Thread-safe.
 */
public final class Troubles {
  /**
   * A fault that was put on the wire; written before its last byte goes out, so that no client
   * knows it sooner than the ledger.
   *
   * @param path that was asked for
   */
  public record Fired(Fault fault, String path) {}

  private record Plan(String path, Fault fault) {}

  private final List<Plan> plans = new ArrayList<>();
  private final List<Fired> fired = new ArrayList<>();

  /** The next requests whose path begins so are answered so, one after the other. */
  public synchronized void plan(String path, Fault... faults) {
    for (Fault fault : faults) {
      plans.add(new Plan(path, fault));
    }
  }

  /** The fault for a request, null for none; it is planned no more. */
  public synchronized @Nullable Fault next(String path) {
    for (Plan plan : plans) {
      if (path.startsWith(plan.path())) {
        plans.remove(plan);
        return plan.fault();
      }
    }
    return null;
  }

  /** Takes down what is on the wire. */
  public synchronized void fire(Fault fault, String path) {
    fired.add(new Fired(fault, path));
  }

  /** How many faults still wait for a request. */
  public synchronized int planned() {
    return plans.size();
  }

  /** Faults that were put on the wire, in their order. */
  public synchronized List<Fired> fired() {
    return List.copyOf(fired);
  }
}
