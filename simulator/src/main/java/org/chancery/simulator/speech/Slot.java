package org.chancery.simulator.speech;

/**
 * The places of a phrase that are filled in when it is spoken, written {@code {mention}} and so on.
 */
enum Slot {
  /** The account addressed; its country's name where nobody is addressed. */
  MENTION,
  COUNTRY,
  MATTER,
  PLACE,
  NUMBER
}
