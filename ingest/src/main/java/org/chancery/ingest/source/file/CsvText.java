package org.chancery.ingest.source.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides between UTF-8 and windows-1252 for a CSV that does not say, and remembers the decision:
 * by the head of the file, or where that is plain ASCII by the first row that is not. In UTF-8 a
 * row that is none is bad; windows-1252 has no bad bytes.
 */
final class CsvText {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private final List<String> notes = new ArrayList<>();
  private @Nullable Charset charset;

  private CsvText(@Nullable Charset charset) {
    this.charset = charset;
  }

  static CsvText utf8() {
    return new CsvText(StandardCharsets.UTF_8);
  }

  /** By the head of a file: more broken characters than whole ones outside ASCII: not UTF-8. */
  static CsvText guess(byte[] head) {
    CsvText text = new CsvText(null);
    int good = 0;
    int bad = 0;
    for (int i = 0; i < head.length - 3; ) {
      int length = head[i] >= 0 ? 1 : Utf8.length(head, i, head.length);
      good += length > 1 ? 1 : 0;
      bad += length == 0 ? 1 : 0;
      i += Math.max(1, length);
    }
    if (good + bad > 0) {
      text.decide(good >= bad);
    }
    return text;
  }

  /** Takes notice of a row, also of one that is passed over. */
  void look(byte[] bytes, int from, int to) {
    if (charset == null && !Utf8.ascii(bytes, from, to)) {
      decide(Utf8.valid(bytes, from, to));
    }
  }

  /** The text of a row; null when it is not in the encoding of the file. */
  @Nullable String decode(byte[] bytes, int from, int to) {
    look(bytes, from, to);
    if (WINDOWS.equals(charset)) {
      return new String(bytes, from, to - from, WINDOWS);
    }
    return Utf8.valid(bytes, from, to)
        ? new String(bytes, from, to - from, StandardCharsets.UTF_8)
        : null;
  }

  private void decide(boolean utf8) {
    charset = utf8 ? StandardCharsets.UTF_8 : WINDOWS;
    if (!utf8) {
      notes.add("The file is not UTF-8; it is read as windows-1252 (give encoding to change that)");
    }
  }

  List<String> notes() {
    return List.copyOf(notes);
  }
}
