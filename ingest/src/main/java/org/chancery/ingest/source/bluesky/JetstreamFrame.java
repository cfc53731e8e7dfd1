package org.chancery.ingest.source.bluesky;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.AccountStateChanged;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Entities;
import org.chancery.core.event.Network;
import org.chancery.core.event.Parsed;
import org.chancery.core.event.PostDeleted;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.chancery.core.event.ReactionGone;
import org.chancery.core.event.ReactionKind;
import org.chancery.core.event.ReactionSeen;
import org.chancery.core.event.RejectReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * One frame of Jetstream v1 as an event. The fields come in any order; what is not needed is
 * skipped unread. Thread-safe.
 *
 * @see <a href="https://github.com/bluesky-social/jetstream">Jetstream, README</a>
 */
final class JetstreamFrame {
  /** The end of the year 9999: no clock of a host is there. */
  private static final long LATEST_MICROS = 253_402_300_799_000_000L;

  private static final int MAX_DEPTH = 64;
  private static final int MAX_STRING = 1 << 20;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_STRING)
                  .maxDocumentLength(MAX_STRING)
                  .build())
          .build();
  static final String POST = "app.bsky.feed.post";
  static final String LIKE = "app.bsky.feed.like";
  static final String REPOST = "app.bsky.feed.repost";
  static final String PROFILE = "app.bsky.actor.profile";

  private JetstreamFrame() {}

  /** What a frame says; {@code time_us} goes to {@code cursor} where it could be read. */
  static Parsed parse(String frame, Cursor cursor) {
    Draft draft = new Draft();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), frame)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return rejected(RejectReason.MALFORMED, "a frame is a JSON object");
      }
      readTop(json, draft);
      if (json.nextToken() != null) {
        return rejected(RejectReason.MALFORMED, "something follows the object");
      }
    } catch (tools.jackson.core.exc.StreamConstraintsException e) {
      return rejected(RejectReason.TOO_LARGE, "deeper than 64 or longer than 1 MiB");
    } catch (JacksonException e) {
      return rejected(RejectReason.MALFORMED, "no JSON: " + e.getOriginalMessage());
    }
    if (draft.timeUs > 0) {
      cursor.timeUs = Math.max(cursor.timeUs, draft.timeUs);
    }
    return event(draft);
  }

  /** Where the last frame stood. */
  static final class Cursor {
    long timeUs;
  }

  private static Parsed rejected(RejectReason why, String detail) {
    return new Parsed.Rejected(why, detail.length() > 200 ? detail.substring(0, 200) : detail);
  }

  private static final class Draft {
    @Nullable String did;
    long timeUs;
    String kind = "";
    String operation = "";
    String collection = "";
    @Nullable String rkey;
    @Nullable String handle;
    boolean active;
    @Nullable String status;
    final PostRecord record = new PostRecord();

    String uri() {
      return "at://" + did + "/" + collection + "/" + rkey;
    }
  }

  private static void readTop(JsonParser json, Draft draft) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "did" -> draft.did = text(json);
        case "time_us" -> {
          draft.timeUs = value == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : 0;
          json.skipChildren();
        }
        case "kind" -> draft.kind = orEmpty(text(json));
        case "commit" -> readCommit(json, draft);
        case "identity" -> readIdentity(json, draft);
        case "account" -> readAccount(json, draft);
        default -> json.skipChildren();
      }
    }
  }

  private static void readCommit(JsonParser json, Draft draft) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "operation" -> draft.operation = orEmpty(text(json));
        case "collection" -> draft.collection = orEmpty(text(json));
        case "rkey" -> draft.rkey = text(json);
        case "record" -> draft.record.read(json);
        default -> json.skipChildren();
      }
    }
  }

  private static void readIdentity(JsonParser json, Draft draft) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("handle")) {
        draft.handle = text(json);
      } else {
        json.skipChildren();
      }
    }
  }

  private static void readAccount(JsonParser json, Draft draft) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "active" -> {
          draft.active = value == JsonToken.VALUE_TRUE;
          json.skipChildren();
        }
        case "status" -> draft.status = text(json);
        default -> json.skipChildren();
      }
    }
  }

  static @Nullable String text(JsonParser json) {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getString();
    }
    json.skipChildren();
    return null;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static Parsed event(Draft draft) {
    if (draft.did == null || !draft.did.startsWith("did:")) {
      return rejected(RejectReason.NO_ACCOUNT, "did is missing or none");
    }
    if (draft.timeUs <= 0) {
      return rejected(RejectReason.NO_TIMESTAMP, "time_us is missing or none");
    }
    if (draft.timeUs > LATEST_MICROS) {
      return rejected(RejectReason.TIME_OUT_OF_RANGE, "time_us is after the year 9999");
    }
    Instant seen =
        Instant.ofEpochSecond(draft.timeUs / 1_000_000, draft.timeUs % 1_000_000 * 1_000);
    AccountRef author = AccountRef.byId(Network.BLUESKY, draft.did);
    return switch (draft.kind) {
      case "commit" -> commit(draft, author, seen);
      case "identity" ->
          draft.handle == null
              ? Parsed.Foreign.INSTANCE
              : new Parsed.Ok(
                  new AccountSeen(
                      new AccountRef(Network.BLUESKY, draft.did, draft.handle), null, null, seen));
      case "account" -> new Parsed.Ok(new AccountStateChanged(author, state(draft), seen));
      default -> rejected(RejectReason.UNKNOWN_TYPE, "kind is commit, identity or account");
    };
  }

  private static AccountStateChanged.State state(Draft draft) {
    if (draft.active) {
      return AccountStateChanged.State.ACTIVE;
    }
    return switch (draft.status == null ? "" : draft.status.toLowerCase(Locale.ROOT)) {
      case "takendown" -> AccountStateChanged.State.TAKEN_DOWN;
      case "suspended" -> AccountStateChanged.State.SUSPENDED;
      case "deleted" -> AccountStateChanged.State.DELETED;
      default -> AccountStateChanged.State.DEACTIVATED;
    };
  }

  private static Parsed commit(Draft draft, AccountRef author, Instant seen) {
    if (draft.rkey == null || draft.collection.isEmpty()) {
      return rejected(RejectReason.NO_ID, "collection or rkey is missing");
    }
    boolean used = Set.of(POST, LIKE, REPOST, PROFILE).contains(draft.collection);
    if (!used) {
      return Parsed.Foreign.INSTANCE;
    }
    return switch (draft.operation) {
      case "create", "update" -> record(draft, author, seen);
      case "delete" -> deletion(draft, author, seen);
      default -> rejected(RejectReason.UNKNOWN_TYPE, "operation is create, update or delete");
    };
  }

  private static Parsed deletion(Draft draft, AccountRef author, Instant seen) {
    return switch (draft.collection) {
      case LIKE -> new Parsed.Ok(new ReactionGone(Network.BLUESKY, draft.uri(), author, seen));
      case POST, REPOST ->
          new Parsed.Ok(new PostDeleted(Network.BLUESKY, draft.uri(), author, seen));
      default -> Parsed.Foreign.INSTANCE;
    };
  }

  private static Parsed record(Draft draft, AccountRef author, Instant seen) {
    PostRecord record = draft.record;
    if (draft.collection.equals(PROFILE)) {
      return new Parsed.Ok(new AccountSeen(author, record.displayName, null, seen));
    }
    if (record.createdAt == null) {
      return rejected(RejectReason.NO_TIMESTAMP, "record.createdAt is missing");
    }
    Instant created;
    try {
      created = OffsetDateTime.parse(record.createdAt).toInstant();
    } catch (DateTimeException e) {
      return rejected(RejectReason.BAD_TIMESTAMP, "record.createdAt is no RFC 3339 time");
    }
    return switch (draft.collection) {
      case LIKE, REPOST -> {
        PostRef subject = AtUri.ref(record.subjectUri);
        if (subject != null && !AtUri.isPost(subject)) {
          yield Parsed.Foreign.INSTANCE; // feeds and labellers are liked, too
        }
        if (subject == null) {
          yield rejected(RejectReason.BAD_VALUE, "record.subject.uri is no post");
        }
        yield draft.collection.equals(LIKE)
            ? new Parsed.Ok(
                new ReactionSeen(
                    Network.BLUESKY,
                    draft.uri(),
                    author,
                    ReactionKind.LIKE,
                    subject,
                    created,
                    seen))
            : new Parsed.Ok(post(draft, author, created, seen, PostKind.REPOST, subject));
      }
      default -> {
        PostKind kind =
            record.replyParent != null
                ? PostKind.REPLY
                : quoted(record) != null ? PostKind.QUOTE : PostKind.ORIGINAL;
        PostSeen post = post(draft, author, created, seen, kind, null);
        yield new Parsed.Ok(draft.operation.equals("update") ? new PostEdited(post) : post);
      }
    };
  }

  private static PostSeen post(
      Draft draft,
      AccountRef author,
      Instant created,
      Instant seen,
      PostKind kind,
      @Nullable PostRef repostOf) {
    PostRecord record = draft.record;
    List<AccountRef> mentions = new ArrayList<>();
    record.mentions.forEach(did -> mentions.add(AccountRef.byId(Network.BLUESKY, did)));
    String text = cut(record.text);
    return new PostSeen(
        Network.BLUESKY,
        draft.uri(),
        author,
        null,
        null,
        created,
        seen,
        text,
        record.lang,
        kind,
        AtUri.ref(record.replyParent),
        quoted(record),
        repostOf,
        new Entities(
            mentions,
            record.hashtags.isEmpty() ? null : record.hashtags,
            record.links.isEmpty() ? null : record.links),
        record.media,
        Engagement.UNKNOWN,
        true);
  }

  /** A list, feed or starter pack can be embedded as well: only a post is quoted. */
  private static @Nullable PostRef quoted(PostRecord record) {
    PostRef embedded = AtUri.ref(record.quotedUri);
    return embedded != null && AtUri.isPost(embedded) ? embedded : null;
  }

  /** Never between the halves of a surrogate pair. */
  private static String cut(String text) {
    if (text.length() <= PostSeen.MAX_TEXT) {
      return text;
    }
    int end = PostSeen.MAX_TEXT;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
  }
}
