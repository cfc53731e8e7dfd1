package org.chancery.ingest.source.file;

import static org.chancery.core.event.RejectReason.NO_ID;
import static org.chancery.core.event.RejectReason.NO_TIMESTAMP;
import static org.chancery.core.event.RejectReason.UNKNOWN_TYPE;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.Network;
import org.chancery.core.event.Parsed;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the API of X writes in version 2: pages of posts or users with includes, lines of the
 * stream, and the posts that twarc flattens. Both spellings, tweets and posts. Direct messages are
 * passed over: they are nobody's business here.
 */
final class XV2Shape implements JsonShape {
  private final ReadOptions options;

  XV2Shape(ReadOptions options) {
    this.options = options;
  }

  @Override
  public void read(JsonNode record, Output out) {
    if (!record.isObject()) {
      out.reject(UNKNOWN_TYPE, "a page or post is an object, this is " + Words.kind(record));
      return;
    }
    JsonNode data = Json.at(record, "data");
    XV2Post posts = new XV2Post(options, new XV2Page(record), retrieved(record));
    if (data != null) {
      Set<String> read = new HashSet<>();
      for (JsonNode item : data.isArray() ? data : Set.of(data)) {
        item(item, posts, out);
        String id = Json.text(item, "id");
        read.add(id == null ? "" : id);
      }
      included(record, posts, read, out);
      failures(record, out);
      if (data.isEmpty()) {
        out.main(Parsed.Foreign.INSTANCE);
      }
    } else if (Json.at(record, "errors") != null) {
      failures(record, out);
      out.reject(
          UNKNOWN_TYPE, "an error of X instead of posts: " + words(record.get("errors").get(0)));
    } else if (Json.at(record, "meta") != null && Json.at(record, "id") == null) {
      out.main(Parsed.Foreign.INSTANCE);
    } else {
      item(record, posts, out);
    }
  }

  private void item(JsonNode item, XV2Post posts, Output out) {
    if (Json.at(item, "dm_conversation_id") != null) {
      out.main(Parsed.Foreign.INSTANCE);
    } else if (Json.at(item, "text") != null || Json.at(item, "note_tweet", "note_post") != null) {
      posts.read(item, out);
    } else if (Json.at(item, "username") != null) {
      user(item, posts.retrieved(), out);
    } else if (Json.at(item, "author_id") != null || Json.at(item, "created_at") != null) {
      posts.read(item, out);
    } else {
      out.reject(UNKNOWN_TYPE, "neither a post nor a user: " + Words.keys(item));
    }
  }

  /** Posts that others refer to; X repeats some of the page's own among them. */
  private static void included(JsonNode page, XV2Post posts, Set<String> read, Output out) {
    JsonNode included = Json.at(Json.at(page, "includes"), "tweets", "posts");
    if (included != null) {
      for (JsonNode post : included) {
        String id = Json.text(post, "id");
        if (id != null && read.add(id)) {
          posts.readEmbedded(post, out);
        }
      }
    }
  }

  /** Posts that were asked for by id and not given: gone, private, suspended. */
  private static void failures(JsonNode page, Output out) {
    JsonNode errors = Json.at(page, "errors");
    if (errors != null && errors.isArray()) {
      for (JsonNode error : errors) {
        String parameter = Json.text(error, "parameter");
        if ("ids".equals(parameter)) {
          out.reject(UNKNOWN_TYPE, "X did not give a post: " + words(error));
        }
      }
    }
  }

  private static String words(@Nullable JsonNode error) {
    String title = Json.text(error, "title", "message");
    String value = Json.text(error, "value");
    return Texts.quote((title == null ? "not told" : title) + (value == null ? "" : " " + value));
  }

  private void user(JsonNode user, @Nullable Instant retrieved, Output out) {
    AccountRef account =
        Networks.account(Network.X, Json.text(user, "id"), Json.text(user, "username"));
    Instant seen = retrieved != null ? retrieved : options.seen();
    if (account == null) {
      out.reject(NO_ID, "a user without id and username");
    } else if (seen == null) {
      out.reject(NO_TIMESTAMP, "a user as seen at no known time; tell when it was collected");
    } else {
      var complaints = new Complaints();
      String name = Json.text(user, "name");
      Long followers =
          Values.count(
              "followers",
              Json.text(Json.at(user, "public_metrics"), "followers_count"),
              complaints::add);
      out.main(
          complaints.or(
              new AccountSeen(account, name == null ? null : Texts.clean(name), followers, seen)));
    }
  }

  /** When twarc got the page. */
  private static @Nullable Instant retrieved(JsonNode record) {
    String at = Json.text(Json.at(record, "__twarc"), "retrieved_at");
    return at == null ? null : Times.find(at, null);
  }
}
