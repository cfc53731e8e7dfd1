package org.chancery.core.event;

import org.jspecify.annotations.Nullable;

/**
 * A post that another post answers, quotes or reposts. An old-style repost ({@code RT @handle})
 * knows only the author, some files only the id: at least one is given.
 *
 * @param id native id of the post on the network of the post that refers to it
 */
public record PostRef(@Nullable String id, @Nullable AccountRef author) {
  public PostRef {
    if (id == null && author == null) {
      throw new IllegalArgumentException("a referred post needs an id or an author");
    }
  }
}
