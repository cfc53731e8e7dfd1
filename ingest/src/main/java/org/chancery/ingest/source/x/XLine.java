package org.chancery.ingest.source.x;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.chancery.ingest.egress.Opened;
import org.jspecify.annotations.Nullable;

/**
 * One stream that is kept open: opened anew with growing pauses when it ends, breaks or says
 * nothing, not before X wants it. Not thread-safe.
 */
final class XLine {
  /** X says every twenty seconds that it is there. */
  static final Duration SILENCE = Duration.ofSeconds(60);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final String path;
  private final XApi api;
  private final InstantSource clock;
  private @Nullable XStream open;
  private Instant heard = Instant.EPOCH;
  private Instant next = Instant.EPOCH;
  private Duration pause = FIRST_PAUSE;
  private @Nullable String error;
  private boolean anyLine;

  XLine(String path, XApi api, InstantSource clock) {
    this.path = path;
    this.api = api;
    this.clock = clock;
  }

  boolean isOpen() {
    return open != null;
  }

  /** Whether it may be opened now. */
  boolean due() {
    return open == null && !clock.instant().isBefore(next);
  }

  /** When it last said anything, or was opened. */
  Instant heard() {
    return heard;
  }

  @Nullable String error() {
    return error;
  }

  /** Opens it; an error is told by {@link #error}. */
  boolean connect(Map<String, String> parameters) {
    switch (api.open(path, parameters)) {
      case Opened.Flowing(var at, var lines) -> {
        open = new XStream(lines, clock);
        heard = clock.instant();
        anyLine = false;
        return true;
      }
      case Opened.Shut(var why) -> {
        refused(api.told(why));
        return false;
      }
    }
  }

  /** Something that the stream needs was not given: it is tried again later. */
  void refused(XAnswer answer) {
    error = answer instanceof XAnswer.Page ? "X gives no stream" : answer.words();
    Instant now = clock.instant();
    next = answer instanceof XAnswer.Later(Instant until, String why) ? until : now.plus(grown());
  }

  private Duration grown() {
    Duration now = pause;
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    return now;
  }

  /**
   * Takes lines; finds out whether it still flows.
   *
   * @return lines with a text
   */
  List<XStream.Line> take(int most, long waitMillis) throws InterruptedException {
    XStream stream = open;
    if (stream == null) {
      return List.of();
    }
    List<XStream.Line> lines = stream.take(most, waitMillis);
    if (!lines.isEmpty()) {
      heard = lines.getLast().at();
      pause = FIRST_PAUSE;
      error = null;
      anyLine = true;
      return lines.stream().filter(line -> !line.text().isEmpty()).toList();
    }
    String ended = stream.ended();
    if (ended != null || clock.instant().isAfter(heard.plus(SILENCE))) {
      close();
      error = ended == null ? "X says nothing for " + SILENCE.toSeconds() + " s" : ended;
      next = anyLine ? clock.instant() : clock.instant().plus(grown());
    }
    return List.of();
  }

  void close() {
    if (open != null) {
      open.close();
      open = null;
    }
  }
}
