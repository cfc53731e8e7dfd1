package org.chancery.ingest.source.file;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The shapes of files that can be imported. */
public enum FileFormat {
  /** X API v1.1: an array, one object a line, {@code {"statuses":[…]}}, an archive's tweet.js. */
  X_V1,
  /** X API v2: pages {@code {data, includes}}, twarc lines of pages or of flattened posts. */
  X_V2,
  /** The 90 columns that rtweet writes. */
  RTWEET,
  /** Any CSV, read by a {@link ColumnMap}. */
  CSV,
  /** Any JSON objects, one a line or in an array, read by a {@link ColumnMap}. */
  JSONL,
  /** Neutral events, one JSON object a line. */
  EVENTS,
  /** Telegram Desktop's export as JSON ({@code result.json}): of one chat or of an account. */
  TELEGRAM;

  /** The name used by {@code --format}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether files of this shape are read by a column map and not without. */
  public boolean needsMap() {
    return this == CSV || this == JSONL;
  }

  /** The format of a slug, empty when there is none of that name. */
  public static Optional<FileFormat> find(String slug) {
    return Arrays.stream(values()).filter(f -> f.slug().equals(slug)).findFirst();
  }

  /** All slugs, comma-separated, for messages. */
  public static String slugs() {
    return Arrays.stream(values()).map(FileFormat::slug).collect(Collectors.joining(", "));
  }
}
