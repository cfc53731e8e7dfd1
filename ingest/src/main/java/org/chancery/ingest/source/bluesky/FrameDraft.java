package org.chancery.ingest.source.bluesky;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

/** What was read of a frame, whatever its wire form, until it is an event. Used by one thread. */
final class FrameDraft {
  static final String POST = "app.bsky.feed.post";
  static final String LIKE = "app.bsky.feed.like";
  static final String REPOST = "app.bsky.feed.repost";
  static final String PROFILE = "app.bsky.actor.profile";

  /** Collections of which events are made. */
  static final List<String> USED = List.of(POST, LIKE, REPOST, PROFILE);

  /** Told of an account whose handle does not point back to it: it has none. */
  private static final String NO_HANDLE = "handle.invalid";

  /** The end of the year 9999: no clock of a host is there. */
  private static final long LATEST_MICROS = 253_402_300_799_000_000L;

  @Nullable String did;
  long timeUs;

  /** The host's number of the event, 0 where it gives none. */
  long seq;

  String kind = "";
  String operation = "";
  String collection = "";
  @Nullable String rkey;
  @Nullable String handle;
  boolean active;
  @Nullable String status;

  /** A word of the host about the stream itself, such as {@code OutdatedCursor}. */
  @Nullable String notice;

  final PostRecord record = new PostRecord();

  static Parsed rejected(RejectReason why, String detail) {
    return new Parsed.Rejected(why, detail.length() > 200 ? detail.substring(0, 200) : detail);
  }

  private String uri() {
    return "at://" + did + "/" + collection + "/" + rkey;
  }

  /** The event, a reject with its cause, or nothing of ours. */
  Parsed event() {
    if (did == null || !did.startsWith("did:")) {
      return rejected(RejectReason.NO_ACCOUNT, "did is missing or none");
    }
    if (timeUs <= 0) {
      return rejected(RejectReason.NO_TIMESTAMP, "time_us is missing or none");
    }
    if (timeUs > LATEST_MICROS) {
      return rejected(RejectReason.TIME_OUT_OF_RANGE, "time_us is after the year 9999");
    }
    Instant seen = Instant.ofEpochSecond(timeUs / 1_000_000, timeUs % 1_000_000 * 1_000);
    AccountRef author = AccountRef.byId(Network.BLUESKY, did);
    return switch (kind) {
      case "commit" -> commit(author, seen);
      case "identity" ->
          handle == null || handle.equalsIgnoreCase(NO_HANDLE)
              ? Parsed.Foreign.INSTANCE
              : new Parsed.Ok(
                  new AccountSeen(new AccountRef(Network.BLUESKY, did, handle), null, null, seen));
      case "account" -> new Parsed.Ok(new AccountStateChanged(author, state(), seen));
      default -> rejected(RejectReason.UNKNOWN_TYPE, "kind is commit, identity or account");
    };
  }

  private AccountStateChanged.State state() {
    if (active) {
      return AccountStateChanged.State.ACTIVE;
    }
    return switch (status == null ? "" : status.toLowerCase(Locale.ROOT)) {
      case "takendown" -> AccountStateChanged.State.TAKEN_DOWN;
      case "suspended" -> AccountStateChanged.State.SUSPENDED;
      case "deleted" -> AccountStateChanged.State.DELETED;
      default -> AccountStateChanged.State.DEACTIVATED;
    };
  }

  private Parsed commit(AccountRef author, Instant seen) {
    if (rkey == null || collection.isEmpty()) {
      return rejected(RejectReason.NO_ID, "collection or rkey is missing");
    }
    boolean used = USED.contains(collection);
    if (!used) {
      return Parsed.Foreign.INSTANCE;
    }
    return switch (operation) {
      case "create", "update" -> record(author, seen);
      case "delete" -> deletion(author, seen);
      default -> rejected(RejectReason.UNKNOWN_TYPE, "operation is create, update or delete");
    };
  }

  private Parsed deletion(AccountRef author, Instant seen) {
    return switch (collection) {
      case LIKE -> new Parsed.Ok(new ReactionGone(Network.BLUESKY, uri(), author, seen));
      case POST, REPOST -> new Parsed.Ok(new PostDeleted(Network.BLUESKY, uri(), author, seen));
      default -> Parsed.Foreign.INSTANCE;
    };
  }

  private Parsed record(AccountRef author, Instant seen) {
    if (collection.equals(PROFILE)) {
      return new Parsed.Ok(new AccountSeen(author, record.displayName, null, seen));
    }
    if (record.createdAt == null) {
      return rejected(RejectReason.NO_TIMESTAMP, "record.createdAt is missing");
    }
    Optional<Instant> claimed = AtTime.lenient(record.createdAt);
    if (claimed.isEmpty()) {
      return rejected(RejectReason.BAD_TIMESTAMP, "record.createdAt is no RFC 3339 time");
    }
    Instant created = claimed.get();
    return switch (collection) {
      case LIKE, REPOST -> {
        PostRef subject = AtUri.ref(record.subjectUri);
        if (subject != null && !AtUri.isPost(subject)) {
          yield Parsed.Foreign.INSTANCE; // feeds and labellers are liked, too
        }
        if (subject == null) {
          yield rejected(RejectReason.BAD_VALUE, "record.subject.uri is no post");
        }
        yield collection.equals(LIKE)
            ? new Parsed.Ok(
                new ReactionSeen(
                    Network.BLUESKY, uri(), author, ReactionKind.LIKE, subject, created, seen))
            : new Parsed.Ok(post(author, created, seen, PostKind.REPOST, subject));
      }
      default -> {
        PostKind kind =
            record.replyParent != null
                ? PostKind.REPLY
                : quoted(record) != null ? PostKind.QUOTE : PostKind.ORIGINAL;
        PostSeen post = post(author, created, seen, kind, null);
        yield new Parsed.Ok(operation.equals("update") ? new PostEdited(post) : post);
      }
    };
  }

  private PostSeen post(
      AccountRef author, Instant created, Instant seen, PostKind kind, @Nullable PostRef repostOf) {
    List<AccountRef> mentions = new ArrayList<>();
    record.mentions.forEach(did -> mentions.add(AccountRef.byId(Network.BLUESKY, did)));
    String text = cut(record.text);
    return new PostSeen(
        Network.BLUESKY,
        uri(),
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
