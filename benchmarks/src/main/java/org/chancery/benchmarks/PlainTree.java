package org.chancery.benchmarks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Entities;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.chancery.core.event.ReactionKind;
import org.chancery.core.event.ReactionSeen;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The straightforward reading of Jetstream: the whole frame as Jackson's tree, then the events
 * about watched accounts out of it, the same as the live source makes of {@link Frames}.
 */
final class PlainTree {
  private final JsonMapper mapper = JsonMapper.shared();
  private final Set<String> watched;

  PlainTree(Set<String> watched) {
    this.watched = watched;
  }

  List<Event> read(List<String> frames) {
    List<Event> events = new ArrayList<>();
    for (String frame : frames) {
      JsonNode tree = mapper.readTree(frame);
      Event event = isAbout(tree) ? event(tree) : null;
      if (event != null) {
        events.add(event);
      }
    }
    return events;
  }

  private boolean isAbout(JsonNode frame) {
    JsonNode record = frame.path("commit").path("record");
    if (watched.contains(frame.path("did").asString(""))
        || isWatched(record.path("subject"))
        || isWatched(record.path("reply").path("parent"))) {
      return true;
    }
    for (JsonNode facet : record.path("facets")) {
      for (JsonNode feature : facet.path("features")) {
        if (watched.contains(feature.path("did").asString(""))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isWatched(JsonNode reference) {
    String uri = reference.path("uri").asString("");
    return !uri.isEmpty() && watched.contains(authorOf(uri));
  }

  private static @Nullable Event event(JsonNode frame) {
    JsonNode commit = frame.path("commit");
    JsonNode record = commit.path("record");
    String collection = commit.path("collection").asString("");
    String did = frame.path("did").asString("");
    PostRef subject = post(record.path("subject"));
    PostRef parent = post(record.path("reply").path("parent"));
    List<AccountRef> mentions = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    for (JsonNode facet : record.path("facets")) {
      for (JsonNode feature : facet.path("features")) {
        if (feature.has("did")) {
          mentions.add(AccountRef.byId(Network.BLUESKY, feature.path("did").asString("")));
        }
        if (feature.has("tag")) {
          tags.add(feature.path("tag").asString(""));
        }
      }
    }
    long micros = frame.path("time_us").asLong();
    Instant seen = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
    String id = "at://" + did + "/" + collection + "/" + commit.path("rkey").asString("");
    AccountRef author = AccountRef.byId(Network.BLUESKY, did);
    String createdAt = record.path("createdAt").asString("");
    return switch (collection) {
      case "app.bsky.feed.like" ->
          subject == null
              ? null
              : new ReactionSeen(
                  Network.BLUESKY,
                  id,
                  author,
                  ReactionKind.LIKE,
                  subject,
                  Instant.parse(createdAt),
                  seen);
      case "app.bsky.feed.post", "app.bsky.feed.repost" ->
          new PostSeen(
              Network.BLUESKY,
              id,
              author,
              null,
              null,
              Instant.parse(createdAt),
              seen,
              record.path("text").asString(""),
              record.path("langs").path(0).asString(null),
              subject != null
                  ? PostKind.REPOST
                  : parent != null ? PostKind.REPLY : PostKind.ORIGINAL,
              parent,
              null,
              subject,
              new Entities(mentions, tags.isEmpty() ? null : tags, null),
              0,
              Engagement.UNKNOWN,
              true);
      default -> null;
    };
  }

  /** The post of an address {@code at://did/collection/key}. */
  private static @Nullable PostRef post(JsonNode reference) {
    String uri = reference.path("uri").asString("");
    return uri.isEmpty() ? null : new PostRef(uri, AccountRef.byId(Network.BLUESKY, authorOf(uri)));
  }

  private static String authorOf(String uri) {
    int from = "at://".length();
    return uri.substring(from, uri.indexOf('/', from));
  }
}
