package org.chancery.simulator.speech;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What fills the slots of a phrase, and what follows it.
 *
 * @param addressee who is mentioned where the phrase has a place for it, else at the front; null
 *     for nobody
 * @param countryCode ISO alpha-3 of the country that the text is about
 * @param place an invented place
 * @param tags hashtags put at the end, without number sign
 * @param tagsMarked whether the tags carry facets
 * @param link a web address put last, or null
 */
public record Saying(
    Topic topic,
    @Nullable Addressee addressee,
    String countryCode,
    String place,
    List<String> tags,
    boolean tagsMarked,
    @Nullable String link) {
  /** An account as a text names it. */
  public record Addressee(String handle, String did) {}

  public Saying {
    tags = List.copyOf(tags);
  }
}
