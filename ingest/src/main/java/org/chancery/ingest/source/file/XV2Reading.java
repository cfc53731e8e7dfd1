package org.chancery.ingest.source.file;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.chancery.core.event.Parsed;
import tools.jackson.databind.JsonNode;

/** Answers of X's API in version 2 as they come over the wire, read as files of them are. */
public final class XV2Reading {
  private XV2Reading() {}

  /**
   * What one thing in an answer became.
   *
   * @param embedded whether the answer held it beside what was asked for
   */
  public record Item(boolean embedded, Parsed parsed) {}

  /**
   * Reads a page of posts or users, or a line of a stream.
   *
   * @param seen when it came
   */
  public static List<Item> read(JsonNode answer, Instant seen) {
    List<Item> items = new ArrayList<>();
    ReadOptions options = ReadOptions.at(InstantSource.fixed(seen)).withSeen(seen);
    new XV2Shape(options).read(answer, (embedded, parsed) -> items.add(new Item(embedded, parsed)));
    return items;
  }
}
