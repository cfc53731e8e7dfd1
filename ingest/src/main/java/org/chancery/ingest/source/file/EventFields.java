package org.chancery.ingest.source.file;

import static org.chancery.core.event.RejectReason.BAD_TIMESTAMP;
import static org.chancery.core.event.RejectReason.BAD_VALUE;
import static org.chancery.core.event.RejectReason.NO_ACCOUNT;
import static org.chancery.core.event.RejectReason.NO_ID;
import static org.chancery.core.event.RejectReason.NO_TIMESTAMP;
import static org.chancery.core.event.RejectReason.TIME_OUT_OF_RANGE;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.AccountStateChanged;
import org.chancery.core.event.EngagementSeen;
import org.chancery.core.event.Event;
import org.chancery.core.event.FollowListSeen;
import org.chancery.core.event.Network;
import org.chancery.core.event.Parsed;
import org.chancery.core.event.PostDeleted;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.ReactionGone;
import org.chancery.core.event.ReactionKind;
import org.chancery.core.event.ReactionSeen;
import org.chancery.core.event.RejectReason;
import org.chancery.core.event.TieGone;
import org.chancery.core.event.TieSeen;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One neutral event that is no post. The first thing that is missing or wrong is its reject. */
final class EventFields {
  /** Ends the reading of an event whose parts are asked for one after another. */
  private static final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Parsed.Rejected rejected;

    Missing(RejectReason why, String detail) {
      super(detail, null, false, false);
      rejected = new Parsed.Rejected(why, detail);
    }
  }

  private final JsonNode record;
  private final Network network;
  private final ReadOptions options;
  private final Complaints complaints = new Complaints();

  EventFields(JsonNode record, Network network, ReadOptions options) {
    this.record = record;
    this.network = network;
    this.options = options;
  }

  Parsed read(String type) {
    try {
      return complaints.or(event(type));
    } catch (Missing e) {
      return complaints.first() != null ? complaints.first() : e.rejected;
    }
  }

  private Event event(String type) {
    Instant seen = time("seen");
    return switch (type) {
      case "delete" ->
          new PostDeleted(
              network, id(), EventShape.account(Json.at(record, "account"), network), seen);
      case "engagement" ->
          new EngagementSeen(
              network,
              id(),
              seen,
              Values.engagement(
                  Json.text(record, "likes"),
                  Json.text(record, "reposts"),
                  Json.text(record, "replies"),
                  Json.text(record, "quotes"),
                  Json.text(record, "views"),
                  complaints::add));
      case "account" ->
          new AccountSeen(
              self(),
              Json.text(record, "name"),
              Values.count("followers", Json.text(record, "followers"), complaints::add),
              seen);
      case "account-state" ->
          new AccountStateChanged(self(), choice("state", AccountStateChanged.State.class), seen);
      case "tie" -> tie(seen);
      case "ties" -> ties(seen);
      case "reaction" -> reaction(seen);
      default -> throw new Missing(RejectReason.UNKNOWN_TYPE, Texts.quote(type));
    };
  }

  private Event tie(Instant seen) {
    String id = Json.text(record, "id");
    AccountRef from = account("from");
    if (!gone()) {
      return new TieSeen(network, id, from, account("to"), seen);
    }
    AccountRef to = EventShape.account(Json.at(record, "to"), network);
    if (id == null && to == null) {
      throw new Missing(NO_ACCOUNT, "a tie that is gone needs an id or whom it led to");
    }
    return new TieGone(network, id, from, to, seen);
  }

  private Event ties(Instant seen) {
    List<AccountRef> to =
        Json.list(Json.at(record, "to"), node -> EventShape.account(node, network));
    if (to == null) {
      throw new Missing(BAD_VALUE, "to is a list of accounts");
    }
    return new FollowListSeen(network, account("from"), to, Json.flag(record, "complete"), seen);
  }

  private Event reaction(Instant seen) {
    AccountRef author = account("account");
    if (gone()) {
      return new ReactionGone(network, id(), author, seen);
    }
    PostRef subject = EventShape.reference(Json.at(record, "subject"), network);
    if (subject == null || subject.id() == null) {
      throw new Missing(NO_ID, "a reaction needs the id of its subject");
    }
    ReactionKind kind = choice("kind", ReactionKind.class);
    return new ReactionSeen(network, id(), author, kind, subject, time("created"), seen);
  }

  private boolean gone() {
    String state = Json.text(record, "state");
    return switch (state == null ? "present" : state) {
      case "present" -> false;
      case "gone" -> true;
      default -> throw new Missing(BAD_VALUE, "state is present or gone");
    };
  }

  private <E extends Enum<E>> E choice(String key, Class<E> type) {
    String given = Json.text(record, key);
    String name = given == null ? "" : given.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new Missing(BAD_VALUE, key + " is not known"));
  }

  private String id() {
    String id = Values.id("id", Json.text(record, "id"), complaints::add);
    if (id == null) {
      throw new Missing(NO_ID, "no id");
    }
    return id;
  }

  private AccountRef self() {
    AccountRef account = EventShape.account(record, network);
    if (account == null) {
      throw new Missing(NO_ACCOUNT, "an account needs an id or a handle");
    }
    return account;
  }

  private AccountRef account(String key) {
    AccountRef account = EventShape.account(Json.at(record, key), network);
    if (account == null) {
      throw new Missing(NO_ACCOUNT, key + " needs an id or a handle");
    }
    return account;
  }

  private Instant time(String key) {
    String given = Json.text(record, key);
    @Nullable Instant time = given == null ? options.seen() : Times.find(given, null);
    if (time == null) {
      throw given == null
          ? new Missing(NO_TIMESTAMP, "no time " + key)
          : new Missing(BAD_TIMESTAMP, "%s %s cannot be read".formatted(key, Texts.quote(given)));
    }
    String range = Values.outOfRange(network, time, options.now(), Duration.ofDays(1));
    if (range != null) {
      throw new Missing(TIME_OUT_OF_RANGE, key + " " + range);
    }
    return time;
  }
}
