package org.chancery.simulator.timeline;

import org.chancery.simulator.chance.Chance;

/**
 * One event in wire form.
 *
 * @param timeMicros Unix microseconds, strictly increasing over a timeline
 * @param didHash {@link #hash} of the author's DID
 * @param lane what filters go by
 * @param payload the bytes that go over the wire
 */
public record WireEvent(long timeMicros, long didHash, Lane lane, byte[] payload) {
  /** What kind of line it is: the record collection of a commit, or another kind of event. */
  public enum Lane {
    POST,
    REPOST,
    LIKE,
    FOLLOW,
    PROFILE,
    IDENTITY,
    ACCOUNT,
    /** No event at all; every subscriber gets it. */
    MALFORMED
  }

  public static long hash(String did) {
    return Chance.hash(did);
  }
}
