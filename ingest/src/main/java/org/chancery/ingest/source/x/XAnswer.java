package org.chancery.ingest.source.x;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** What X answered to one question. */
sealed interface XAnswer {
  /** An object as the document describes it. */
  record Page(JsonNode node) implements XAnswer {}

  /** Not now; asking again before the moment would be refused. */
  record Later(Instant until, String why) implements XAnswer {}

  /** Not this, whenever it is asked: wrong token, no right, not found. */
  record Denied(int status, String why) implements XAnswer {}

  /** The network or X failed; it may do better in a while. */
  record Broken(String why) implements XAnswer {}

  /** The reason in words; empty for a page. */
  default String words() {
    return switch (this) {
      case Page page -> "";
      case Later(Instant until, String why) -> why;
      case Denied(int status, String why) -> why;
      case Broken(String why) -> why;
    };
  }
}
