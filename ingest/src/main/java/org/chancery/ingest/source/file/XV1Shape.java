package org.chancery.ingest.source.file;

import static org.chancery.core.event.RejectReason.NO_ID;
import static org.chancery.core.event.RejectReason.NO_TIMESTAMP;
import static org.chancery.core.event.RejectReason.UNKNOWN_TYPE;

import java.time.Instant;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.Network;
import org.chancery.core.event.Parsed;
import org.chancery.core.event.PostDeleted;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the API of X wrote in version 1.1, from search, timelines, the stream and account archives:
 * posts, pages of posts or users, users with their newest post, notices of deletion.
 */
final class XV1Shape implements JsonShape {
  private final ReadOptions options;
  private final XV1Post posts;

  XV1Shape(ReadOptions options) {
    this.options = options;
    this.posts = new XV1Post(options);
  }

  @Override
  public void read(JsonNode record, Output out) {
    if (!record.isObject()) {
      out.reject(UNKNOWN_TYPE, "a post is an object, this is " + Words.kind(record));
      return;
    }
    JsonNode page = Json.at(record, "statuses", "users");
    JsonNode archived = Json.at(record, "tweet");
    if (page != null && page.isArray()) {
      page.forEach(element -> read(element, out));
      if (page.isEmpty()) {
        out.main(Parsed.Foreign.INSTANCE);
      }
    } else if (archived != null && archived.isObject()) {
      posts.read(archived, null, out);
    } else if (Json.at(record, "delete") != null) {
      deleted(Json.at(record, "delete"), out);
    } else if (Json.at(record, "text", "full_text") != null) {
      posts.read(record, null, out);
    } else if (Json.at(record, "screen_name") != null) {
      user(record, out);
    } else if (Json.at(record, "errors") != null) {
      out.reject(UNKNOWN_TYPE, "an error of X instead of a post: " + error(record));
    } else if (notice(record)) {
      out.main(Parsed.Foreign.INSTANCE);
    } else if (Json.at(record, "id_str", "id") != null) {
      posts.read(record, null, out);
    } else {
      out.reject(UNKNOWN_TYPE, "neither a post nor a user: " + Words.keys(record));
    }
  }

  private static String error(JsonNode record) {
    JsonNode first = record.get("errors").get(0);
    String message = Json.text(first, "message");
    return message == null ? "not told" : Texts.quote(message);
  }

  /** What the stream said between posts. */
  private static boolean notice(JsonNode record) {
    for (String key :
        new String[] {
          "limit",
          "scrub_geo",
          "status_withheld",
          "user_withheld",
          "disconnect",
          "warning",
          "event",
          "friends",
          "for_user"
        }) {
      if (Json.at(record, key) != null) {
        return true;
      }
    }
    return false;
  }

  private void user(JsonNode user, Output out) {
    AccountRef account = XV1Post.account(user);
    JsonNode status = Json.at(user, "status");
    PostDraft draft = new PostDraft(Network.X, options);
    draft.created(Json.text(status, "created_at"), null);
    Instant seen = options.seen() != null ? options.seen() : draft.created();
    if (account == null) {
      out.reject(NO_ID, "a user without id and screen_name");
    } else if (seen == null) {
      out.reject(NO_TIMESTAMP, "a user as seen at no known time; tell when it was collected");
    } else {
      out.main(accountSeen(account, user, seen));
    }
    if (status != null) {
      posts.readEmbedded(status, user, out);
    }
  }

  private static Parsed accountSeen(AccountRef account, JsonNode user, Instant seen) {
    var complaints = new Complaints();
    Long followers = Values.count("followers", Json.text(user, "followers_count"), complaints::add);
    String name = Json.text(user, "name");
    return complaints.or(
        new AccountSeen(account, name == null ? null : Texts.clean(name), followers, seen));
  }

  private void deleted(@Nullable JsonNode notice, Output out) {
    JsonNode status = Json.at(notice, "status");
    String id = Json.text(status, "id_str", "id");
    AccountRef author =
        Networks.account(Network.X, Json.text(status, "user_id_str", "user_id"), null);
    String millis = Json.text(notice, "timestamp_ms");
    Instant seen = millis == null ? options.seen() : Times.find(millis, null);
    if (id == null) {
      out.reject(NO_ID, "a deletion without the id of its post");
    } else if (seen == null) {
      out.reject(NO_TIMESTAMP, "a deletion without a time");
    } else {
      out.main(new Parsed.Ok(new PostDeleted(Network.X, id, author, seen)));
    }
  }
}
