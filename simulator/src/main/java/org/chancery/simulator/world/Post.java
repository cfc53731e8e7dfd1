package org.chancery.simulator.world;

import java.util.List;
import org.chancery.simulator.atproto.StrongRef;
import org.chancery.simulator.cast.Account;
import org.chancery.simulator.speech.RichText;
import org.jspecify.annotations.Nullable;

/**
 * One version of a post.
 *
 * @param createdMicros the author's claim of its time, Unix microseconds; sometimes wrong, see
 *     {@link Oddity}
 * @param langs ISO 639-1 codes as the record gives them; empty when it gives none
 * @param images how many pictures it carries, 0 to 4
 */
public record Post(
    Account author,
    String rkey,
    StrongRef ref,
    long createdMicros,
    RichText text,
    List<String> langs,
    @Nullable Reply reply,
    @Nullable StrongRef quote,
    @Nullable External external,
    int images) {
  /** What a post answers: the post right above it and the one that began the thread. */
  public record Reply(StrongRef root, StrongRef parent) {}

  /** A card for a web page. */
  public record External(String uri, String title, String description) {}

  public Post {
    langs = List.copyOf(langs);
  }

  /** The next version of the same post. */
  public Post revised(RichText words, String cid) {
    return new Post(
        author,
        rkey,
        new StrongRef(ref.uri(), cid),
        createdMicros,
        words,
        langs,
        reply,
        quote,
        external,
        images);
  }
}
