package org.chancery.server.api.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chancery.core.event.Network;
import org.chancery.core.measure.Estimate;
import org.chancery.core.measure.Intervals;
import org.chancery.core.time.Window;

/**
 * When networks, and single accounts of them, were not heard, and what that means for counts. What
 * has not happened yet is not a gap. Immutable.
 *
 * @param gaps of all that is on a network
 * @param own gaps of one account by its short key, such as a feed that did not answer
 */
public record Heard(Map<Network, List<Window>> gaps, Map<Integer, List<Window>> own, Instant now) {
  /** For what does not depend on it. */
  public static final Heard ALL = new Heard(Map.of(), Map.of(), Instant.MAX);

  public Heard {
    Map<Network, List<Window>> merged = new EnumMap<>(Network.class);
    gaps.forEach((network, all) -> merged.put(network, merge(all)));
    gaps = merged;
    own = Map.copyOf(own);
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

  /** Whether any of them has gaps of its own. */
  public boolean ownGaps(Speakers speakers) {
    return !own.isEmpty()
        && speakers.byNetwork().values().stream().flatMap(Set::stream).anyMatch(own::containsKey);
  }

  /** Share of a window's past during which a network was heard, 0..1. */
  public double share(Network network, Window window) {
    return share(gaps.getOrDefault(network, List.of()), window);
  }

  /** Share of the hours of accounts on a network in a window's past that were heard, 0..1. */
  public double share(Network network, Speakers speakers, Window window) {
    double all = share(network, window);
    Set<Integer> accounts = speakers.on(network);
    if (own.isEmpty() || accounts.isEmpty()) {
      return all;
    }
    double sum = 0;
    for (int account : accounts) {
      List<Window> gapsOfIt = own.get(account);
      sum += gapsOfIt == null ? all : share(merge(joined(network, gapsOfIt)), window);
    }
    return Math.clamp(sum / accounts.size(), 0, 1);
  }

  private List<Window> joined(Network network, List<Window> gapsOfIt) {
    List<Window> both = new ArrayList<>(gaps.getOrDefault(network, List.of()));
    both.addAll(gapsOfIt);
    return both;
  }

  private double share(List<Window> silent, Window window) {
    Instant to = window.to().isAfter(now) ? now : window.to();
    if (!window.from().isBefore(to)) {
      return 1;
    }
    Duration deaf = Duration.ZERO;
    for (Window gap : silent) {
      Instant begin = gap.from().isAfter(window.from()) ? gap.from() : window.from();
      Instant end = gap.to().isBefore(to) ? gap.to() : to;
      if (begin.isBefore(end)) {
        deaf = deaf.plus(Duration.between(begin, end));
      }
    }
    double length = Duration.between(window.from(), to).toMillis();
    return Math.max(0, 1 - deaf.toMillis() / Math.max(1, length));
  }

  /**
   * Whether each network and each account was surely heard for some of a window's past: false, too,
   * where gaps of an account and of its network could make up the whole.
   */
  public boolean somethingOfAll(Window window) {
    double least = gaps.keySet().stream().mapToDouble(n -> share(n, window)).min().orElse(1);
    return least > 0 && own.values().stream().allMatch(gaps -> share(gaps, window) > 1 - least);
  }

  /** The smallest share of any of the networks. */
  public double least(List<Network> networks, Speakers speakers, Window window) {
    return networks.stream().mapToDouble(n -> share(n, speakers, window)).min().orElse(1);
  }

  /**
   * A count that is the sum over networks, each heard for its own share of the hours. Without a
   * single post, too, there is no upper end where a network of the speakers was not heard at all.
   */
  public Estimate count(Map<Network, Long> counts, Speakers speakers, Window window) {
    long value = 0;
    double high = 0;
    Set<Network> networks = EnumSet.noneOf(Network.class);
    networks.addAll(counts.keySet());
    networks.addAll(speakers.byNetwork().keySet());
    for (Network network : networks) {
      long n = counts.getOrDefault(network, 0L);
      value += n;
      high += Intervals.count(n, share(network, speakers, window)).high();
    }
    return new Estimate(value, value, Math.max(value, high), value, true);
  }
}
