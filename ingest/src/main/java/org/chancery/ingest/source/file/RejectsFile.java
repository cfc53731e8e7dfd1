package org.chancery.ingest.source.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chancery.core.event.Parsed;
import org.chancery.core.event.RejectReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The rejects of one import, one JSON object a line: file, line, cause, detail. The file comes into
 * being with the first reject. Not thread-safe.
 */
public final class RejectsFile implements AutoCloseable {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'rejects-'yyyyMMdd'T'HHmmss.SSS'Z.jsonl'")
          .withZone(ZoneOffset.UTC);

  /** What messages quote of the input, ours in one kind of marks, Jackson's in both. */
  private static final Pattern QUOTED = Pattern.compile("'([^']*)('|$)|\"([^\"]*)(\"|$)");

  private final Path path;
  private final Map<RejectReason, Long> counts = new EnumMap<>(RejectReason.class);
  private @Nullable BufferedWriter out;

  private RejectsFile(Path path) {
    this.path = path;
  }

  /** The rejects file of an import that began at a moment; nothing is written yet. */
  public static RejectsFile in(Path folder, Instant began) {
    return new RejectsFile(folder.resolve(NAME.format(began)));
  }

  /** Adds a line. */
  public void add(Path file, long line, Parsed.Rejected rejected) throws IOException {
    if (out == null) {
      Path folder = path.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      out = Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
    StringWriter text = new StringWriter(200);
    try (JsonGenerator json = Json.MAPPER.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringProperty("file", file.toString());
      json.writeNumberProperty("line", line);
      json.writeStringProperty("cause", rejected.why().name());
      json.writeStringProperty("detail", withoutQuotations(rejected.detail()));
      json.writeEndObject();
    }
    out.write(text.append('\n').toString());
    counts.merge(rejected.why(), 1L, Long::sum);
  }

  /**
   * The detail with lengths in place of what it quotes: that may be somebody's name or words, and
   * the file and line lead to them.
   */
  private static String withoutQuotations(String detail) {
    return QUOTED
        .matcher(Texts.excerpt(detail, 500))
        .replaceAll(
            found -> {
              String quoted = found.group(1) == null ? found.group(3) : found.group(1);
              int length = quoted.codePointCount(0, quoted.length());
              return length < 2
                  ? Matcher.quoteReplacement(found.group())
                  : "(%d characters)".formatted(length);
            });
  }

  /** Rejects so far, by cause. */
  public Map<RejectReason, Long> counts() {
    return new EnumMap<>(counts);
  }

  /** Where the rejects are, or will be. */
  public Path path() {
    return path;
  }

  /** Writes out what is held back. */
  public void flush() throws IOException {
    if (out != null) {
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }
}
