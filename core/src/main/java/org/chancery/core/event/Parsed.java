package org.chancery.core.event;

/** What became of one piece of input: an event, a reject with its cause, or nothing of ours. */
public sealed interface Parsed {
  /** An event to count. */
  record Ok(Event event) implements Parsed {}

  /**
   * Bad input, counted by cause.
   *
   * @param detail what was given and what is allowed, for a person; never a whole hostile text
   */
  record Rejected(RejectReason why, String detail) implements Parsed {}

  /** Sound, but not about us: a foreign post, a kind of record that no measure uses. */
  record Foreign() implements Parsed {
    public static final Foreign INSTANCE = new Foreign();
  }
}
