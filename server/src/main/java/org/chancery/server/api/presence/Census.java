package org.chancery.server.api.presence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.chancery.core.event.Network;
import org.chancery.core.registry.Registry;
import org.jspecify.annotations.Nullable;

/** Counts who is where at a moment, over all listed accounts. Immutable. */
record Census(List<Held> accounts, Registry registry, Predicate<Held.Office> meant) {

  /** A state on a network. */
  record Place(String country, Network network) implements Comparable<Place> {
    @Override
    public int compareTo(Place o) {
      return Comparator.comparing(Place::country).thenComparing(Place::network).compare(this, o);
    }
  }

  /** What is known of it at a moment. Filled while counting, then only read. */
  static final class Standing {
    State state = State.LEFT;
    int accounts;
    final Set<String> actors = new HashSet<>();
    @Nullable Held earliest;
    boolean dated;
    @Nullable LocalDate lastPost;
    @Nullable Instant left;

    private void add(Held held, State own, LocalDate day) {
      state = own.compareTo(state) < 0 ? own : state;
      if (earliest == null || held.since().isBefore(earliest.since())) {
        earliest = held;
      }
      if (own == State.LEFT) {
        left = left == null || held.to() != null && held.to().isAfter(left) ? held.to() : left;
      } else {
        accounts++;
        actors.add(held.actor().id());
        dated |= held.basis().dated();
      }
      LocalDate last = held.lastPost();
      if (last != null && !last.isAfter(day) && (lastPost == null || last.isAfter(lastPost))) {
        lastPost = last;
      }
    }
  }

  /** Every state on every network on which it is known to have been by then. */
  Map<Place, Standing> at(Instant moment) {
    LocalDate day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
    Map<Network, Boolean> heard = heard(day);
    Map<Place, Standing> all = new TreeMap<>();
    for (Held held : accounts) {
      if (held.knownAt(moment)) {
        // Who has left spoke last at the end of the account's time, in the office of that time.
        Instant to = held.to();
        Instant spoke = to != null && held.closedAt(moment) ? to.minusMillis(1) : moment;
        Held.Office office = officeOf(held, spoke);
        if (office != null) {
          all.computeIfAbsent(new Place(office.country(), held.network()), p -> new Standing())
              .add(held, held.stateAt(moment, heard.getOrDefault(held.network(), false)), day);
        }
      }
    }
    return all;
  }

  boolean meansAt(Held held, Instant moment) {
    return officeOf(held, moment) != null;
  }

  private Held.@Nullable Office officeOf(Held held, Instant moment) {
    Held.Office office = held.officeAt(moment, registry);
    return office != null && meant.test(office) ? office : null;
  }

  /** Networks of which anybody's posts reach into the 180 days before a day. */
  private Map<Network, Boolean> heard(LocalDate day) {
    LocalDate begin = day.minus(Held.SILENCE);
    Map<Network, Boolean> heard = new EnumMap<>(Network.class);
    for (Held held : accounts) {
      LocalDate first = held.firstPost();
      LocalDate last = held.lastPost();
      if (first != null && last != null && !first.isAfter(day) && !last.isBefore(begin)) {
        heard.put(held.network(), true);
      }
    }
    return heard;
  }
}
