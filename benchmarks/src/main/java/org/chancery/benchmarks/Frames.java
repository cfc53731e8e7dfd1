package org.chancery.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Frames as Jetstream sends them: 45 % posts, 40 % likes, 10 % reposts, 5 % follows; 1 020 bytes in
 * the mean; 18 % by or about a listed account. A frame is a copy of one of {@link #POOL} with its
 * time and key written in, so that making it costs little beside reading it. Not thread-safe.
 */
final class Frames {
  private static final int POOL = 20_000;
  private static final double LISTED_SHARE = 0.18;
  private static final int MEAN_BYTES = 1_020;
  private static final int VOCABULARY = 30_000;
  private static final String TIME_MARK = "1111111111111111";
  private static final String KEY_MARK = "3aaaaaaaaaa22";
  private static final String CREATED_MARK = "2000-01-01T00:00:00.000Z";

  private record Template(byte[] bytes, int timeAt, int keyAt, int createdAt) {}

  private final List<Template> pool = new ArrayList<>(POOL);
  private final Random random;
  private final long part;
  private long made;
  private long second;
  private byte[] created = new byte[0];

  Frames(Universe universe, long seed, int part) {
    this.random = new Random(seed * 31 + part);
    this.part = part;
    for (int i = 0; i < POOL; i++) {
      pool.add(template(universe));
    }
  }

  private Template template(Universe universe) {
    boolean listed = random.nextDouble() < LISTED_SHARE;
    boolean byListed = listed && random.nextDouble() < 0.5;
    String author = pick(universe, byListed);
    String subject = pick(universe, listed && !byListed);
    double kind = random.nextDouble();
    String frame;
    if (kind < 0.45) {
      frame = post(author, listed && !byListed ? subject : null);
    } else if (kind < 0.85) {
      frame = pointing(author, subject, "app.bsky.feed.like");
    } else if (kind < 0.95) {
      frame = pointing(author, subject, "app.bsky.feed.repost");
    } else {
      frame = commit(author, "app.bsky.graph.follow", "\"subject\":\"%s\"".formatted(subject), 300);
    }
    byte[] bytes = frame.getBytes(StandardCharsets.ISO_8859_1);
    return new Template(
        bytes, frame.indexOf(TIME_MARK), frame.indexOf(KEY_MARK), frame.indexOf(CREATED_MARK));
  }

  private String pick(Universe universe, boolean listed) {
    int index =
        listed
            ? random.nextInt(Universe.LISTED)
            : Universe.LISTED + random.nextInt(Universe.ACCOUNTS - Universe.LISTED);
    return universe.dids.get(index);
  }

  private String post(String author, @Nullable String mentioned) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      text.append(i == 0 ? "" : " ").append(word());
    }
    String tag = "t" + (int) Math.pow(3_000, random.nextDouble());
    String feature =
        mentioned == null
            ? "{\"$type\":\"app.bsky.richtext.facet#tag\",\"tag\":\"%s\"}".formatted(tag)
            : "{\"$type\":\"app.bsky.richtext.facet#mention\",\"did\":\"%s\"}".formatted(mentioned);
    String fields =
        "\"langs\":[\"en\"],\"text\":\"%s\",\"facets\":[{\"features\":[%s],\"index\":{\"byteEnd\":9,\"byteStart\":0}}]"
            .formatted(text, feature);
    return commit(author, "app.bsky.feed.post", fields, MEAN_BYTES - 600);
  }

  private String pointing(String author, String subject, String collection) {
    String uri = "at://%s/app.bsky.feed.post/3k%011d".formatted(subject, random.nextInt(50_000));
    return commit(
        author,
        collection,
        "\"subject\":{\"cid\":\"bafyreigwlmaifrotqzky4ildjkgkxg3zwin3dl6tcidjmwrpspm5tpxd6y\",\"uri\":\"%s\"}"
            .formatted(uri),
        MEAN_BYTES - 350);
  }

  private String commit(String author, String collection, String fields, int fill) {
    return """
    {"did":"%s","time_us":%s,"kind":"commit","commit":{"rev":"3n2tyd5ov2s26","operation":"create","collection":"%s","rkey":"%s","record":{"$type":"%s","createdAt":"%s",%s,"via":{"note":"%s"}},"cid":"bafyreihwuqj7fib7l5nxlxp4vi6ikpcpfpjqwo662r7kwi5bzsscbl4y5u"}}"""
        .formatted(
            author, TIME_MARK, collection, KEY_MARK, collection, CREATED_MARK, fields, words(fill));
  }

  private String words(int bytes) {
    StringBuilder text = new StringBuilder();
    while (text.length() < bytes) {
      text.append(text.isEmpty() ? "" : " ").append(word());
    }
    return text.toString();
  }

  /** Zipf-like: a few words are frequent, most are rare. */
  private String word() {
    int rank = (int) Math.pow(VOCABULARY, random.nextDouble());
    return "w" + Integer.toString(rank * 7919 % 1_000_003, 36);
  }

  /**
   * The next frame.
   *
   * @param timeUs its {@code time_us}, 16 digits, and its {@code createdAt}
   */
  String next(long timeUs) {
    Template template = pool.get(random.nextInt(POOL));
    byte[] bytes = template.bytes().clone();
    digits(bytes, template.timeAt(), TIME_MARK.length(), timeUs);
    digits(bytes, template.keyAt() + 2, KEY_MARK.length() - 2, made++ * 8 + part);
    if (timeUs / 1_000_000 != second) {
      second = timeUs / 1_000_000;
      created =
          (Instant.ofEpochSecond(second).toString().replace("Z", ".000Z"))
              .getBytes(StandardCharsets.ISO_8859_1);
    }
    System.arraycopy(created, 0, bytes, template.createdAt(), created.length);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static void digits(byte[] bytes, int at, int length, long value) {
    long rest = value;
    for (int i = at + length - 1; i >= at; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
