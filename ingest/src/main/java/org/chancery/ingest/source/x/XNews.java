package org.chancery.ingest.source.x;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.Event;
import org.chancery.core.event.Parsed;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostSeen;
import org.chancery.ingest.source.TapBatch;
import org.chancery.ingest.source.file.XV2Reading;
import tools.jackson.databind.JsonNode;

/**
 * What one turn brought. Only posts and profiles of listed accounts go on: of others X's API keeps
 * nothing here, whatever an answer holds beside what was asked for. Not thread-safe.
 */
final class XNews {
  final List<Event> events = new ArrayList<>();
  final Map<String, Long> counts = new TreeMap<>();
  final List<TapBatch.Hole> holes = new ArrayList<>(0);
  private final XListed listed;
  private long reads;

  XNews(XListed listed) {
    this.listed = listed;
  }

  void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  /** Posts and users that X counts as read. */
  long reads() {
    return reads;
  }

  void read(long more) {
    reads += more;
  }

  /**
   * Takes an answer with posts or users.
   *
   * @param seen when it came
   */
  void take(JsonNode answer, Instant seen) {
    reads += size(answer.path("data"));
    JsonNode includes = answer.path("includes");
    reads += size(includes.path("posts")) + size(includes.path("tweets"));
    for (XV2Reading.Item item : XV2Reading.read(answer, seen)) {
      switch (item.parsed()) {
        case Parsed.Ok(Event event) -> take(event, item.embedded());
        case Parsed.Rejected(var why, String detail) -> main(why.name());
        case Parsed.Foreign foreign -> main("foreign");
      }
    }
  }

  private static long size(JsonNode node) {
    return node.isArray() ? node.size() : node.isObject() ? 1 : 0;
  }

  private void take(Event event, boolean embedded) {
    AccountRef author =
        switch (event) {
          case PostSeen post -> post.author();
          case PostEdited edit -> edit.now().author();
          case AccountSeen seen -> seen.account();
          default -> null;
        };
    if (author != null && listed.has(author)) {
      if (event instanceof AccountSeen(AccountRef account, var name, var followers, var seen)) {
        listed.learn(account);
      }
      events.add(event);
      if (embedded) {
        count("embedded");
      } else {
        main("accepted");
      }
    } else if (!embedded) {
      main("foreign");
    }
  }

  void main(String what) {
    count("records");
    count(what);
  }

  void event(Event event) {
    events.add(event);
    main("accepted");
  }

  void hole(Instant from, Instant to, String why) {
    if (from.isBefore(to)) {
      holes.add(new TapBatch.Hole(from, to, why));
    }
  }
}
