package org.chancery.ingest.store;

/** Which accounts count: what a closed one published is neither shown nor counted. */
public final class CountedAccounts {
  /** A subquery that gives the ids of closed accounts. */
  public static final String CLOSED = "(select account_id from account where state <> 'ACTIVE')";

  private CountedAccounts() {}
}
