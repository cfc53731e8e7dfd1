package org.chancery.ingest.source.bluesky;

import java.util.List;
import java.util.Set;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Event;
import org.chancery.core.event.PostDeleted;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.chancery.core.event.ReactionGone;
import org.chancery.core.event.ReactionSeen;
import org.jspecify.annotations.Nullable;

/** Whom an event concerns. */
final class Concern {
  private Concern() {}

  /** Whether the event is by or about anybody listed, or a deletion, which names nobody else. */
  static boolean concerns(Event event, Set<String> ids) {
    return switch (event) {
      case PostDeleted gone -> true;
      case ReactionGone gone -> true;
      case PostEdited edit -> concerns(edit.now(), ids);
      case PostSeen post ->
          listed(post.author(), ids)
              || listed(post.replyTo(), ids)
              || listed(post.quoteOf(), ids)
              || listed(post.repostOf(), ids)
              || mentions(post, ids);
      case ReactionSeen reaction ->
          listed(reaction.author(), ids) || listed(reaction.subject(), ids);
      default -> ids.contains(event.orderKey());
    };
  }

  private static boolean mentions(PostSeen post, Set<String> ids) {
    List<AccountRef> mentions = post.entities().mentions();
    return mentions != null && mentions.stream().anyMatch(m -> listed(m, ids));
  }

  private static boolean listed(@Nullable PostRef post, Set<String> ids) {
    return post != null && post.author() != null && listed(post.author(), ids);
  }

  private static boolean listed(AccountRef account, Set<String> ids) {
    return account.id() != null && ids.contains(account.id());
  }
}
