package org.chancery.ingest.source.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a file seems to be.
 *
 * @param format null when it is nothing that can be imported
 * @param reason in words, for a person
 * @param proposal a column map to be shown and confirmed, for formats that need one, else null
 */
public record FormatGuess(
    @Nullable FileFormat format, String reason, @Nullable ColumnMapGuess proposal) {
  private static final Set<String> V2 =
      Set.of(
          "author_id",
          "public_metrics",
          "referenced_tweets",
          "referenced_posts",
          "edit_history_tweet_ids",
          "edit_history_post_ids");
  private static final Set<String> V1 =
      Set.of(
          "id_str",
          "retweeted_status",
          "in_reply_to_status_id_str",
          "statuses",
          "extended_tweet",
          "screen_name",
          "is_quote_status");

  /** How an export of one chat begins, and that of a whole account. */
  private static final Pattern TELEGRAM =
      Pattern.compile(
          "^\\{\\s*(?:\"name\"\\s*:\\s*(?:null|\"(?:[^\"\\\\]|\\\\.){0,1000}+\")\\s*,\\s*)?"
              + "\"type\"\\s*:\\s*\"[a-z_]{3,40}\"\\s*,\\s*\"id\"\\s*:\\s*-?[0-9]+\\s*,\\s*\"messages\"\\s*:"
              + "|^\\{\\s*\"about\"\\s*:\\s*\"Here is the data you requested");

  private static final int HEAD = 4_096;

  private static final String MARKUP =
      "XML or HTML, which import does not read; Telegram Desktop exports the same as"
          + " machine-readable JSON (result.json)";

  /**
   * Why a file can be of no format at all, whatever it is said to be; empty where nothing forbids.
   */
  public static Optional<String> fault(Path file) throws IOException {
    String text = Sample.of(file, null).text().stripLeading();
    return text.startsWith("<") ? Optional.of(MARKUP) : Optional.empty();
  }

  /** Looks at the first megabyte of a file, uncompressed. */
  public static FormatGuess of(Path file) throws IOException {
    Sample sample = Sample.of(file, null);
    String text = sample.text().stripLeading();
    if (text.isEmpty()) {
      return none("the file is empty");
    } else if (text.startsWith("PK\u0003\u0004")) {
      return none("a zip archive: unpack it and import the files inside");
    } else if (text.startsWith("PAR1") || text.startsWith("SQLite format 3")) {
      return none("a Parquet file or database: export it as CSV or JSON Lines first");
    } else if (JsonLayout.of(sample) == JsonLayout.ARCHIVE) {
      return sure(FileFormat.X_V1, "an account archive of X (window.YTD…)");
    } else if (TELEGRAM.matcher(text.substring(0, Math.min(text.length(), HEAD))).find()) {
      return sure(FileFormat.TELEGRAM, "an export of Telegram Desktop as JSON");
    } else if (text.startsWith("{") || text.startsWith("[")) {
      return json(sample);
    } else if (text.startsWith("<")) {
      return none(MARKUP);
    }
    return csv(sample);
  }

  private static FormatGuess json(Sample sample) {
    List<JsonNode> objects = SamplePaths.objects(sample, 20);
    if (objects.isEmpty()) {
      return none("it begins like JSON, but the first records cannot be read");
    }
    for (JsonNode object : objects) {
      String type = Json.text(object, "type");
      if (Json.at(object, "network") != null
          && EventShape.TYPES.contains(type == null ? "" : type)) {
        return sure(FileFormat.EVENTS, "records with type and network: neutral events");
      }
      JsonNode data = Json.at(object, "data");
      JsonNode post = data != null && data.isArray() ? data.get(0) : data != null ? data : object;
      boolean page =
          data != null && (Json.at(object, "includes") != null || Json.at(post, "id") != null);
      if (page || has(post, V2)) {
        return sure(FileFormat.X_V2, "records of X's API version 2 (" + Words.keys(object) + ")");
      }
      JsonNode wrapped = Json.at(object, "tweet");
      if (has(wrapped != null ? wrapped : object, V1) || Json.at(object, "delete") != null) {
        return sure(FileFormat.X_V1, "records of X's API version 1.1 (" + Words.keys(object) + ")");
      }
    }
    return new FormatGuess(
        FileFormat.JSONL,
        "JSON of no known kind: it needs a column map",
        ColumnMapGuess.propose(FileFormat.JSONL, SamplePaths.of(sample)));
  }

  private static boolean has(@Nullable JsonNode node, Set<String> keys) {
    return node != null && keys.stream().anyMatch(key -> node.get(key) != null);
  }

  private static FormatGuess csv(Sample sample) {
    List<String> lines = sample.lines(1);
    CsvDialect dialect = CsvDialect.guess(lines.getFirst(), '"');
    List<String> header =
        CsvFields.split(lines.getFirst(), dialect).stream().map(String::strip).toList();
    if (RtweetColumns.recognises(header)) {
      return sure(FileFormat.RTWEET, header.size() + " columns with the names of rtweet");
    } else if (header.size() < 3 || sample.text().indexOf('\0') >= 0) {
      return none("neither JSON nor a table: the first line has no three columns");
    }
    return new FormatGuess(
        FileFormat.CSV,
        "a table of %d columns (separator: %s): it needs a column map"
            .formatted(header.size(), dialect.separatorName()),
        ColumnMapGuess.propose(FileFormat.CSV, SampleRows.of(sample, dialect)));
  }

  private static FormatGuess sure(FileFormat format, String reason) {
    return new FormatGuess(format, reason, null);
  }

  private static FormatGuess none(String reason) {
    return new FormatGuess(null, reason, null);
  }
}
