package org.chancery.ingest.source.x;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The compliance streams of posts and of users, four parts each. After an outage each goes on where
 * it was left: X keeps what it said. Not thread-safe.
 */
final class XComplianceLines {
  private static final int PARTS = 4;
  private static final int MOST_LINES = 500;
  private static final Duration OVERLAP = Duration.ofMinutes(1);

  private static final class Part {
    final XLine line;
    final int number;
    Instant heard;

    Part(XLine line, int number, Instant heard) {
      this.line = line;
      this.number = number;
      this.heard = heard;
    }
  }

  private final List<Part> parts = new ArrayList<>();

  XComplianceLines(XApi api, InstantSource clock, Instant heard) {
    for (String path : List.of("/2/tweets/compliance/stream", "/2/users/compliance/stream")) {
      for (int number = 1; number <= PARTS; number++) {
        parts.add(new Part(new XLine(path, api, clock), number, heard));
      }
    }
  }

  boolean take(XListed listed, LookupChore edited, XNews news) throws InterruptedException {
    boolean any = false;
    for (Part part : parts) {
      if (part.line.due()) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("partition", Integer.toString(part.number));
        query.put(
            "start_time", part.heard.minus(OVERLAP).truncatedTo(ChronoUnit.SECONDS).toString());
        part.line.connect(query);
      }
      for (XStream.Line line : part.line.take(MOST_LINES, 0)) {
        XLines.compliance(line, listed, edited, news);
        any = true;
      }
      if (part.line.isOpen()) {
        part.heard = part.line.heard();
      }
    }
    return any;
  }

  /** Up to here all of them were heard. */
  Instant heard() {
    return parts.stream().map(part -> part.heard).min(Instant::compareTo).orElseThrow();
  }

  @Nullable String error() {
    return parts.stream()
        .filter(part -> !part.line.isOpen())
        .map(part -> part.line.error())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  void close() {
    parts.forEach(part -> part.line.close());
  }
}
