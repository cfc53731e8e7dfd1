package org.chancery.ingest.source.mastodon;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Event;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostDeleted;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostRef;
import org.chancery.ingest.source.WatchList;
import org.chancery.ingest.source.file.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What of a stream is about listed accounts. A server is believed what its own accounts post; what
 * listed accounts of other servers post only where the operator trusts it. Of everybody else it
 * takes what is addressed to a listed account by an author who agreed to be found. Used by one
 * thread.
 */
final class StreamReading {
  private final HomeServer home;
  private final boolean trusted;
  private final WatchList accounts;
  private final StatusMemory memory;
  private final List<Event> events = new ArrayList<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private final List<Status> own = new ArrayList<>();

  StreamReading(HomeServer home, boolean trusted, WatchList accounts, StatusMemory memory) {
    this.home = home;
    this.trusted = trusted;
    this.accounts = accounts;
    this.memory = memory;
  }

  void read(StreamFrame frame, Instant now) {
    count("records");
    switch (frame.event()) {
      case "update" -> status(json(frame), false, now);
      case "status.update" -> status(json(frame), true, now);
      case "notification" -> status(Json.at(json(frame), "status"), false, now);
      case "delete" -> deleted(frame.payload(), now);
      default -> count("foreign");
    }
  }

  /** A message that is none. */
  void rejected(String cause) {
    count("records");
    count(cause);
  }

  private @Nullable JsonNode json(StreamFrame frame) {
    byte[] bytes = frame.payload().getBytes(StandardCharsets.UTF_8);
    Json.Result read = Json.parse(ServerTalk.MAPPER, bytes, 0, bytes.length);
    if (read.problem() != null) {
      count(read.problem().why().name());
    }
    return read.node();
  }

  private void status(@Nullable JsonNode node, boolean isEdit, Instant now) {
    if (node == null) {
      return; // counted, or a notification without a status
    }
    switch (StatusReading.read(node, home, now)) {
      case Status.Good(Status status) -> good(status, isEdit, now);
      case Status.NotPublic none -> count("not-public");
      case Status.Bad(var why) -> count(why.why().name());
    }
  }

  private void good(Status status, boolean isEdit, Instant now) {
    AccountRef author = status.post().author();
    Set<String> listed = accounts.ids();
    if (listed.contains(author.foldedHandle())) {
      boolean believed = home.isOwn(author) ? home.gave(status.post().id()) : trusted;
      if (!believed) {
        count("hearsay");
        return;
      }
    } else if (status.addressed().stream().noneMatch(a -> listed.contains(a.foldedHandle()))) {
      count("foreign");
      return;
    } else if (!status.searchable()) {
      count("not-searchable");
      return;
    }
    if (memory.isOutdated(status)) {
      count("outdated");
      return;
    }
    memory.learn(status);
    Status whole =
        status.replyToId() == null
            ? status
            : memory.find(status.replyToId()).map(status::answering).orElse(status);
    events.add(isEdit ? new PostEdited(whole.seenAt(now).post()) : whole.post());
    count(isEdit ? "edited" : "accepted");
    if (memory.wasDeleted(status.id())) {
      take(status.id(), new PostRef(status.post().id(), author), now);
    } else if (home.isOwn(author) && listed.contains(author.foldedHandle())) {
      own.add(status);
    }
  }

  private void deleted(String id, Instant now) {
    memory.delete(id);
    memory
        .find(id)
        .filter(post -> post.id() != null)
        .ifPresentOrElse(post -> take(id, post, now), () -> count("foreign"));
  }

  private void take(String id, PostRef post, Instant now) {
    own.removeIf(status -> status.id().equals(id));
    events.add(new PostDeleted(Network.MASTODON, post.id(), post.author(), now));
    count("deleted");
  }

  /** What was taken is on its way to the store: visits may rely on it. */
  void handedOn() {
    own.forEach(memory::heard);
    own.clear();
  }

  private void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  /** Something that befell the stream itself. */
  void counted(String what) {
    count(what);
  }

  boolean hasEvents() {
    return !events.isEmpty();
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** What was read since the last time. */
  Brought take(List<AccountGap> gaps, @Nullable String error) {
    Brought brought = new Brought(null, events, counts, gaps, error == null, error);
    events.clear();
    counts.clear();
    return brought;
  }
}
