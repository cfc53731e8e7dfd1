package org.chancery.simulator.cast;

import java.util.List;
import java.util.Optional;

/**
 * An account on the network, of an actor or of a stranger.
 *
 * @param number position among all accounts of this world; actors' accounts first
 * @param handle the handle at the beginning of the world's history; without the at sign
 * @param holders who it speaks for, by time, oldest first; empty for a stranger
 * @param language what its owner mostly writes, ISO 639-1
 */
public record Account(
    int number, String did, String handle, List<Holder> holders, String language) {
  /**
   * Who an account speaks for from a moment on.
   *
   * @param fromMicros Unix microseconds, inclusive; {@link Long#MIN_VALUE} for the first
   */
  public record Holder(Actor actor, long fromMicros) {}

  public Account {
    holders = List.copyOf(holders);
  }

  public boolean isStranger() {
    return holders.isEmpty();
  }

  /** The actor that the registry names at a moment; empty for a stranger. */
  public Optional<Actor> findActorAt(long micros) {
    for (int i = holders.size() - 1; i >= 0; i--) {
      if (holders.get(i).fromMicros() <= micros) return Optional.of(holders.get(i).actor());
    }
    return Optional.empty();
  }

  /** Whether it passes from one person to another during the world's history. */
  public boolean changesHands() {
    return holders.size() > 1;
  }
}
