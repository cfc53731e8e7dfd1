package org.chancery.server.api.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.chancery.core.event.Network;
import org.chancery.core.measure.Estimate;
import org.chancery.core.measure.Intervals;
import org.chancery.core.time.Window;

/**
 * When networks were not heard, and what that means for counts. What has not happened yet is not a
 * gap. Immutable.
 */
public record Heard(Map<Network, List<Window>> gaps, Instant now) {
  public Heard {
    Map<Network, List<Window>> merged = new EnumMap<>(Network.class);
    gaps.forEach((network, all) -> merged.put(network, merge(all)));
    gaps = merged;
  }

  private static List<Window> merge(List<Window> all) {
    List<Window> merged = new ArrayList<>();
    for (Window gap : all.stream().sorted(Comparator.comparing(Window::from)).toList()) {
      Window last = merged.isEmpty() ? null : merged.getLast();
      if (last == null || gap.from().isAfter(last.to())) {
        merged.add(gap);
      } else if (gap.to().isAfter(last.to())) {
        merged.set(merged.size() - 1, new Window(last.from(), gap.to()));
      }
    }
    return List.copyOf(merged);
  }

  /** Share of a window's past during which a network was heard, 0..1. */
  public double share(Network network, Window window) {
    Instant to = window.to().isAfter(now) ? now : window.to();
    if (!window.from().isBefore(to)) {
      return 1;
    }
    Duration deaf = Duration.ZERO;
    for (Window gap : gaps.getOrDefault(network, List.of())) {
      Instant begin = gap.from().isAfter(window.from()) ? gap.from() : window.from();
      Instant end = gap.to().isBefore(to) ? gap.to() : to;
      if (begin.isBefore(end)) {
        deaf = deaf.plus(Duration.between(begin, end));
      }
    }
    double length = Duration.between(window.from(), to).toMillis();
    return Math.max(0, 1 - deaf.toMillis() / Math.max(1, length));
  }

  /** The smallest share of any of the networks. */
  public double least(List<Network> networks, Window window) {
    return networks.stream().mapToDouble(n -> share(n, window)).min().orElse(1);
  }

  /** A count that is the sum over networks, each heard for its own share of the time. */
  public Estimate count(Map<Network, Long> counts, Window window) {
    long value = 0;
    double high = 0;
    for (Map.Entry<Network, Long> entry : counts.entrySet()) {
      value += entry.getValue();
      high += Intervals.count(entry.getValue(), share(entry.getKey(), window)).high();
    }
    return new Estimate(value, value, Math.max(value, high), value, true);
  }
}
