package org.chancery.simulator.mastodon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one server knows: its accounts, the statuses that it still has, and all that happened, in
 * its order. Thread-safe.
 */
public final class Instance {
  /** What is told in a stream. */
  public enum Kind {
    UPDATE("update"),
    EDIT("status.update"),
    DELETE("delete");

    private final String wire;

    Kind(String wire) {
      this.wire = wire;
    }

    String wire() {
      return wire;
    }
  }

  /**
   * Something that happened.
   *
   * @param status as it stood then
   */
  public record Happened(Kind kind, Instant at, Status status) {}

  private final String domain;
  private final Map<String, Long> accounts = new TreeMap<>();
  private final TreeMap<Long, Status> statuses = new TreeMap<>();
  private final List<Happened> happened = new ArrayList<>();

  /**
   * @param domain behind the second {@code @} of its accounts
   */
  public Instance(String domain) {
    this.domain = domain;
  }

  public String domain() {
    return domain;
  }

  /** Opens an account. */
  public synchronized void account(String user) {
    accounts.put(user, 100L + accounts.size());
  }

  synchronized Optional<Long> accountOf(String user) {
    return Optional.ofNullable(accounts.get(user));
  }

  synchronized Optional<String> userOf(long account) {
    return accounts.entrySet().stream()
        .filter(e -> e.getValue() == account)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Publishes a status and tells its id. */
  public long publish(String user, String text, Instant at) {
    return add(user, text, at, null, null);
  }

  /** Answers a status; tells the id of the answer. */
  public long reply(String user, String text, long to, Instant at) {
    return add(user, text, at, null, to);
  }

  /** Repeats a status; tells the id of the boost. */
  public long boost(String user, long of, Instant at) {
    return add(user, "", at, of, null);
  }

  private synchronized long add(
      String user, String text, Instant at, @Nullable Long boosts, @Nullable Long repliesTo) {
    long begins = at.toEpochMilli() << 16; // as Mastodon makes its ids
    Long last = statuses.isEmpty() ? null : statuses.lastKey();
    long id = last != null && last >= begins ? last + 1 : begins;
    Status status = new Status(id, user, text, at, null, boosts, repliesTo);
    statuses.put(id, status);
    happen(new Happened(Kind.UPDATE, at, status));
    return id;
  }

  /** Changes the text of a status. */
  public synchronized void edit(long id, String text, Instant at) {
    Status after = have(id).edited(text, at);
    statuses.put(id, after);
    happen(new Happened(Kind.EDIT, at, after));
  }

  /** Takes a status back. */
  public synchronized void delete(long id, Instant at) {
    Status gone = have(id);
    statuses.remove(id);
    happen(new Happened(Kind.DELETE, at, gone));
  }

  private Status have(long id) {
    Status status = statuses.get(id);
    if (status == null) {
      throw new IllegalArgumentException("there is no status " + id);
    }
    return status;
  }

  private void happen(Happened one) {
    happened.add(one);
    notifyAll();
  }

  /** What it still has, by id. */
  public synchronized Map<Long, Status> statuses() {
    return new TreeMap<>(statuses);
  }

  /** The status of an id, if it still has it. */
  synchronized Optional<Status> status(long id) {
    return Optional.ofNullable(statuses.get(id));
  }

  /** How much happened so far. */
  public synchronized int size() {
    return happened.size();
  }

  /** Waits until so much happened, and tells the last of it. */
  synchronized Happened await(int number) throws InterruptedException {
    while (happened.size() <= number) {
      wait();
    }
    return happened.get(number);
  }

  /** What happened between two numbers. */
  public synchronized List<Happened> between(int from, int to) {
    return List.copyOf(happened.subList(from, to));
  }
}
