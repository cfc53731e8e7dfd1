package org.chancery.ingest.source.mastodon;

import java.util.Optional;
import org.chancery.core.event.PostRef;
import org.chancery.ingest.source.file.Json;
import tools.jackson.databind.JsonNode;

/**
 * What replies answer. Servers tell it by an id of their own; the address, by which a post is known
 * everywhere, is asked for: so many times a visit, then the reply goes without. Used by one thread.
 */
final class Parents {
  private static final int MOST_ASKED = 10;

  private final ServerTalk talk;
  private final StatusMemory memory;
  private int left;

  Parents(ServerTalk talk, StatusMemory memory) {
    this.talk = talk;
    this.memory = memory;
  }

  /** A visit begins. */
  void newVisit() {
    left = MOST_ASKED;
  }

  /** A status of this server that may be answered. */
  void learn(Status status) {
    memory.learn(status);
  }

  /** The status with what it answers, where that can be found out. */
  Status complete(Status status) {
    String id = status.replyToId();
    if (id == null) {
      return status;
    }
    Optional<PostRef> parent = memory.find(id);
    if (parent.isEmpty() && left > 0) {
      left--;
      parent = ask(id);
      parent.ifPresent(ref -> memory.learn(id, ref));
    }
    return parent.map(status::answering).orElse(status);
  }

  private Optional<PostRef> ask(String id) {
    try {
      JsonNode told = talk.json("/api/v1/statuses/" + ServerTalk.encoded(id));
      String visibility = Json.text(told, "visibility");
      return visibility == null || visibility.equals("public") || visibility.equals("unlisted")
          ? Optional.ofNullable(StatusReading.reference(told, talk.home()))
          : Optional.empty();
    } catch (NoAnswerException e) {
      if (!e.isAbsent()) {
        left = 0; // not now, or not without a token
      }
      return Optional.empty();
    }
  }
}
