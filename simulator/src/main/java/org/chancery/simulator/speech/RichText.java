package org.chancery.simulator.speech;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with its facets.
 *
 * @param plainTags tags written in the text without a facet, as some clients do; without number
 *     sign
 */
public record RichText(String text, List<Facet> facets, List<String> plainTags) {
  public RichText {
    facets = List.copyOf(facets);
    plainTags = List.copyOf(plainTags);
  }

  /** The same text and facets with words added at the end, as an edit does. */
  public RichText followedBy(String words) {
    return new RichText(text + words, facets, plainTags);
  }

  /** Writes a text from left to right and keeps count of its bytes. Not thread-safe. */
  public static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private final List<Facet> facets = new ArrayList<>();
    private final List<String> plainTags = new ArrayList<>();
    private int bytes;

    public Builder say(String words) {
      text.append(words);
      bytes += words.getBytes(StandardCharsets.UTF_8).length;
      return this;
    }

    public Builder mention(String handle, String did) {
      int start = bytes;
      say("@" + handle);
      facets.add(new Facet.Mention(start, bytes, did));
      return this;
    }

    public Builder tag(String tag) {
      int start = bytes;
      say("#" + tag);
      facets.add(new Facet.Tag(start, bytes, tag));
      return this;
    }

    public Builder plainTag(String tag) {
      plainTags.add(tag);
      return say("#" + tag);
    }

    public Builder link(String uri) {
      int start = bytes;
      say(uri);
      facets.add(new Facet.Link(start, bytes, uri));
      return this;
    }

    public RichText build() {
      return new RichText(text.toString(), facets, plainTags);
    }
  }
}
