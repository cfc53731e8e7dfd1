package org.chancery.ingest.source.bluesky;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the network was heard: the moment, which all hosts understand more or less, and the
 * number that each host gave its last event, which only this host understands. As text: the moment,
 * the host heard last, and pairs of host and number; {@code from} stands before a moment from which
 * to listen though nothing was heard there. Immutable.
 *
 * @param micros since 1970; 0 for nowhere
 * @param heard whether something was heard at that moment, rather than asked for
 * @param host that was heard last
 */
record StreamPlace(long micros, boolean heard, @Nullable String host, Map<String, Long> numbers) {
  private static final String FROM = "from ";

  StreamPlace {
    numbers = Map.copyOf(numbers);
  }

  /** Where to begin when nothing was heard. */
  static StreamPlace from(long micros) {
    return new StreamPlace(micros, false, null, Map.of());
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException when it is of another program
   */
  static StreamPlace parse(String text) {
    boolean heard = !text.startsWith(FROM);
    String[] parts = (heard ? text : text.substring(FROM.length())).split(" ");
    try {
      long micros = Long.parseLong(parts[0]);
      Map<String, Long> numbers = new TreeMap<>();
      for (int i = 2; i + 1 < parts.length; i += 2) {
        numbers.put(parts[i], Long.parseLong(parts[i + 1]));
      }
      return new StreamPlace(micros, heard, parts.length > 1 ? parts[1] : null, numbers);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no place in the stream of Bluesky: " + text, e);
    }
  }

  /** The number of a host, 0 where this place has none of it. */
  long numberOf(String host) {
    return numbers.getOrDefault(host, 0L);
  }

  /** Further on. */
  StreamPlace at(long newMicros, String newHost, long number) {
    Map<String, Long> all = new TreeMap<>(numbers);
    if (number > 0) {
      all.put(newHost, number);
    }
    return new StreamPlace(newMicros, true, newHost, all);
  }

  /** Without the number of a host that numbers anew. */
  StreamPlace without(String renumbered) {
    Map<String, Long> others = new TreeMap<>(numbers);
    others.remove(renumbered);
    return new StreamPlace(micros, heard, host, others);
  }

  Instant instant() {
    return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
  }

  /** For a checkpoint or the store; null for nowhere. */
  @Nullable String text() {
    if (micros == 0) {
      return null;
    }
    StringBuilder text = new StringBuilder(heard ? "" : FROM).append(micros);
    if (host != null) {
      text.append(' ').append(host);
      new TreeMap<>(numbers).forEach((at, n) -> text.append(' ').append(at).append(' ').append(n));
    }
    return text.toString();
  }
}
