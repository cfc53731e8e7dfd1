package org.chancery.simulator.timeline;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.chancery.simulator.world.Happening;

/**
 * The truth: {@code ledger.jsonl}, one JSON object a line for each happening, in the order of the
 * timeline. A line is in the file before any socket gets its event.
 *
 * <h2>Every line</h2>
 *
 * <ul>
 *   <li>{@code seq}: 1, 2, 3 … without gap; {@code time_us}: simulated Unix microseconds, strictly
 *       increasing, equal to {@code time_us} on the wire
 *   <li>{@code kind}: {@code post}, {@code edit}, {@code repost}, {@code like}, {@code follow},
 *       {@code profile}; their removals {@code delete}, {@code unrepost}, {@code unlike}, {@code
 *       unfollow}; {@code identity}, {@code account}; {@code foreign} (a stranger's act that
 *       concerns no actor); {@code malformed}; {@code scene}
 *   <li>{@code id}: the record's at-uri; for what is no record {@code did@time_us}
 *   <li>{@code did}; {@code actor}: the registry id that the account speaks for at {@code created}
 *       (else at {@code time_us}), null for a stranger; {@code country}: the actor's, ISO alpha-3,
 *       may be empty
 *   <li>{@code faults}, where there are any: see {@link org.chancery.simulator.world.Oddity}
 * </ul>
 *
 * <h2>By kind</h2>
 *
 * <ul>
 *   <li>post, edit: {@code rev}, {@code created} (the claim), {@code sha256} and {@code bytes} of
 *       the text's UTF-8, {@code langs}, {@code reply_to} and {@code reply_root}, {@code quote_of}
 *       (at-uris), {@code mentions} (DIDs), {@code hashtags} (case-folded, with or without facet),
 *       {@code hashtags_without_facet}, {@code links} (facets and cards), {@code media}. An edit
 *       gives the whole new version.
 *   <li>repost: {@code repost_of}; like: {@code like_of}; both {@code created}; follow: {@code
 *       subject}
 *   <li>identity: {@code handle}; account: {@code active}, {@code status}
 *   <li>scene: {@code on_wire} false, {@code scene}, {@code place}, {@code tag}, {@code expected}
 *       (how many actors will speak); {@code did} is the first to speak, right after it
 * </ul>
 *
 * <h2>To recount</h2>
 *
 * A line with the fault {@code duplicate} is the same commit again and changes nothing; one with
 * {@code delete-first} is a post whose delete was sent before: in the end it is gone. A removal
 * undoes the line with the same {@code id}. What is on the wire is each line but {@code scene}; a
 * {@code malformed} one is a broken line there.
 *
 * <p>Written by one thread; counts may be read by any.
 */
public final class Ledger implements AutoCloseable {
  /** Sums by what was written. */
  public enum Count {
    POSTS_BY_ACTORS,
    POSTS_BY_STRANGERS,
    REPOSTS_BY_ACTORS,
    REPOSTS_BY_STRANGERS,
    LIKES,
    FOLLOWS,
    PROFILES,
    EDITS,
    DELETED_POSTS,
    OTHER_REMOVALS,
    IDENTITY_AND_ACCOUNT,
    FOREIGN,
    MALFORMED,
    SCENES
  }

  private final OutputStream out;
  private final JsonLines json = new JsonLines();
  private final LedgerLine lines = new LedgerLine();
  private final AtomicLongArray counts = new AtomicLongArray(Count.values().length);
  private long sequence;

  /** Begins an empty ledger; a file that is there is overwritten. */
  public Ledger(Path file) throws IOException {
    this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 18);
  }

  void append(Happening happening) throws IOException {
    long number = ++sequence;
    out.write(json.write(generator -> lines.write(generator, number, happening)));
    out.write('\n');
    counts.incrementAndGet(countOf(happening).ordinal());
  }

  private static Count countOf(Happening happening) {
    boolean stranger = happening.who().isStranger();
    return switch (happening) {
      case Happening.PostMade made -> stranger ? Count.POSTS_BY_STRANGERS : Count.POSTS_BY_ACTORS;
      case Happening.PostEdited edited -> Count.EDITS;
      case Happening.Marked mark ->
          switch (mark.collection()) {
            case REPOST -> stranger ? Count.REPOSTS_BY_STRANGERS : Count.REPOSTS_BY_ACTORS;
            case LIKE -> Count.LIKES;
            case POST, FOLLOW, PROFILE ->
                throw new IllegalStateException("no mark: " + mark.collection());
          };
      case Happening.Followed followed -> Count.FOLLOWS;
      case Happening.Removed removed ->
          switch (removed.collection()) {
            case POST -> Count.DELETED_POSTS;
            case REPOST, LIKE, FOLLOW, PROFILE -> Count.OTHER_REMOVALS;
          };
      case Happening.ProfileSet profile -> Count.PROFILES;
      case Happening.Renamed renamed -> Count.IDENTITY_AND_ACCOUNT;
      case Happening.Switched switched -> Count.IDENTITY_AND_ACCOUNT;
      case Happening.Foreign foreign -> Count.FOREIGN;
      case Happening.Garbled garbled -> Count.MALFORMED;
      case Happening.SceneOpened opened -> Count.SCENES;
    };
  }

  /** How many lines there are by what they say. */
  public Map<String, Long> counts() {
    Map<Count, Long> byCount = new EnumMap<>(Count.class);
    for (Count count : Count.values()) byCount.put(count, counts.get(count.ordinal()));
    Map<String, Long> byName = new LinkedHashMap<>();
    byCount.forEach(
        (count, value) -> byName.put(count.name().toLowerCase(java.util.Locale.ROOT), value));
    return byName;
  }

  void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
