package org.chancery.core.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source itself says of the entities in a text. A null list means that the source does not
 * tell, and they are read from the text; an empty list means that it says there are none.
 *
 * @param hashtags without {@code #}, as written
 */
public record Entities(
    @Nullable List<AccountRef> mentions,
    @Nullable List<String> hashtags,
    @Nullable List<String> links) {
  public static final Entities UNKNOWN = new Entities(null, null, null);

  public Entities {
    mentions = mentions == null ? null : List.copyOf(mentions);
    hashtags = hashtags == null ? null : List.copyOf(hashtags);
    links = links == null ? null : List.copyOf(links);
  }
}
