package org.chancery.core.identity;

import org.chancery.core.registry.Actor;

/**
 * A seen account resembles a listed actor's account. This is a pattern, not a verdict.
 *
 * @param actor whom it resembles
 * @param field whether its handle or its display name does
 * @param resembled the listed handle, domain or name
 * @param trick by which means
 * @param nearness 0..1: the share of the longer of both that is the same once the trick is undone;
 *     1 where nothing but the trick tells them apart
 */
public record LookAlike(Actor actor, Field field, String resembled, Trick trick, double nearness) {
  /** Where the resemblance lies. */
  public enum Field {
    HANDLE,
    NAME
  }

  public LookAlike {
    if (!(nearness > 0 && nearness <= 1)) {
      throw new IllegalArgumentException("nearness lies in (0, 1], was " + nearness);
    }
  }

  /** The nearer one; of two as near the one whose trick is the plainer. */
  LookAlike orNearer(LookAlike other) {
    int by = Double.compare(nearness, other.nearness);
    return by > 0 || (by == 0 && trick.compareTo(other.trick) <= 0) ? this : other;
  }
}
