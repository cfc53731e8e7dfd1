package org.chancery.ingest.source.settings;

/**
 * How far this hub may go.
 *
 * @param contact a page or mail address where owners of servers reach the operator; empty for none
 * @param offline whether nothing beyond this machine may be asked
 */
public record Reach(String contact, boolean offline) {
  /** Whether anything beyond this machine may be asked. */
  public boolean online() {
    return !offline && !contact.isBlank();
  }

  /** Whether an address may be asked. */
  public boolean to(Address address) {
    return address.home() || online();
  }
}
