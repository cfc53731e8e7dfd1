package org.chancery.simulator.feed;

import java.time.Instant;

/**
 * One entry of a feed as it stands. Immutable.
 *
 * @param changed when it was last changed; when it was published, if never
 */
public record Item(int number, String title, String text, Instant published, Instant changed) {
  String guid() {
    return "tag:ministry.example,2026:" + number;
  }

  String link() {
    return "/press/" + number;
  }
}
