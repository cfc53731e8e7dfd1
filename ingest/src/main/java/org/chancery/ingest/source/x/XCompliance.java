package org.chancery.ingest.source.x;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.AccountStateChanged;
import org.chancery.core.event.AccountStateChanged.State;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostDeleted;
import org.chancery.core.event.RejectReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What X says has to be gone. A post that is withheld in some countries, or dropped, is gone here
 * too: a public page cannot tell countries apart, and what X takes back comes back by being posted
 * or imported anew. Accounts of others are passed over.
 */
final class XCompliance {
  private XCompliance() {}

  /**
   * Takes one line of a compliance stream.
   *
   * @param edited is told the newest id of a post that was edited
   */
  static void line(JsonNode line, XListed listed, LookupChore edited, XNews news) {
    JsonNode data = line.path("data");
    if (!data.isObject() || data.size() != 1) {
      news.main(line.has("errors") ? "stream-errors" : RejectReason.UNKNOWN_TYPE.name());
      return;
    }
    String kind = data.propertyNames().iterator().next();
    JsonNode what = data.path(kind);
    Instant at = time(what.path("event_at").asString(""));
    if (at == null) {
      news.main(RejectReason.BAD_TIMESTAMP.name());
      return;
    }
    JsonNode post = what.has("tweet") ? what.path("tweet") : what.path("post");
    switch (kind) {
      case "delete", "drop", "withheld" -> post(post, at, listed, news);
      case "tweet_edit", "post_edit" -> edited(what, edited, news);
      case "user_delete" -> user(what, State.DELETED, at, listed, news);
      case "user_suspend" -> user(what, State.SUSPENDED, at, listed, news);
      case "user_withheld" -> user(what, State.TAKEN_DOWN, at, listed, news);
      case "user_protect" -> user(what, State.DEACTIVATED, at, listed, news);
      case "user_undelete", "user_unsuspend", "user_unprotect" ->
          user(what, State.ACTIVE, at, listed, news);
      case "undrop", "scrub_geo", "user_scrub_geo", "user_profile_modification" ->
          news.main("foreign"); // places are never kept, profiles are asked for daily
      default -> news.main(RejectReason.UNKNOWN_TYPE.name());
    }
  }

  private static void post(JsonNode post, Instant at, XListed listed, XNews news) {
    String id = number(post, "id");
    String author = number(post, "author_id");
    if (id == null) {
      news.main(RejectReason.NO_ID.name());
      return;
    }
    AccountRef account = author == null ? null : AccountRef.byId(Network.X, author);
    if (account != null && !listed.has(account)) {
      news.main("foreign");
    } else {
      news.event(new PostDeleted(Network.X, id, account, at));
    }
  }

  private static void edited(JsonNode what, LookupChore edited, XNews news) {
    JsonNode versions =
        what.has("edit_tweet_ids") ? what.path("edit_tweet_ids") : what.path("edit_post_ids");
    String newest = versions.isEmpty() ? "" : versions.get(versions.size() - 1).asString("");
    if (newest.matches("[0-9]{1,19}")) {
      edited.add(newest);
      news.main("edits");
    } else {
      news.main(RejectReason.NO_ID.name());
    }
  }

  private static void user(JsonNode what, State state, Instant at, XListed listed, XNews news) {
    String id = number(what.path("user"), "id");
    if (id == null) {
      news.main(RejectReason.NO_ID.name());
    } else if (listed.has(AccountRef.byId(Network.X, id))) {
      news.event(new AccountStateChanged(AccountRef.byId(Network.X, id), state, at));
    } else {
      news.main("foreign");
    }
  }

  /**
   * Takes one line of what a job found.
   *
   * @param posts whether the job was about posts, else about users
   * @param asked when the job was begun: what it found was so then at the latest
   */
  static void found(JsonNode line, boolean posts, Instant asked, XListed listed, XNews news) {
    String id = number(line, "id");
    if (id == null) {
      news.main(RejectReason.NO_ID.name());
      return;
    }
    String reason = line.path("reason").asString("");
    boolean gone = line.path("action").asString("delete").equals("delete");
    Instant told = time(line.path("redacted_at").asString(""));
    Instant at = told == null || told.isAfter(asked) ? asked : told;
    AccountRef user = AccountRef.byId(Network.X, id);
    if (reason.equals("scrub_geo") || !gone) {
      news.main("foreign");
    } else if (posts) {
      news.event(new PostDeleted(Network.X, id, null, at));
    } else if (listed.has(user)) {
      State state =
          switch (reason) {
            case "suspended" -> State.SUSPENDED;
            case "protected", "deactivated" -> State.DEACTIVATED;
            default -> State.DELETED;
          };
      news.event(new AccountStateChanged(user, state, at));
    } else {
      news.main("foreign");
    }
  }

  private static @Nullable String number(JsonNode node, String key) {
    String id = node.path(key).asString("");
    return id.matches("[0-9]{1,19}") ? id : null;
  }

  static @Nullable Instant time(String given) {
    try {
      return given.isEmpty() ? null : OffsetDateTime.parse(given).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
