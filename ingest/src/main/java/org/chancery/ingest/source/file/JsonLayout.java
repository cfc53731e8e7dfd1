package org.chancery.ingest.source.file;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How JSON records are laid out in a file. */
enum JsonLayout {
  /** One record a line. */
  LINES,
  /** Elements of an array. */
  ARRAY,
  /** An account archive: an array behind {@code window.YTD.tweets.part0 =}. */
  ARCHIVE,
  /** One object whose first member is the array of records. */
  WRAPPED,
  /** Objects that go over several lines. */
  SEQUENCE;

  private static final Pattern ARCHIVED =
      Pattern.compile("^\\s*(?:window\\.)?YTD\\.[A-Za-z0-9_.]+\\s*=\\s*\\[");
  private static final Pattern WRAPPER =
      Pattern.compile("^\\s*\\{\\s*\"(?:statuses|users|tweets)\"\\s*:\\s*\\[");

  static JsonLayout of(Sample sample) {
    String text = sample.text();
    String head = text.substring(0, Math.min(text.length(), 2_000));
    String begin = head.stripLeading();
    if (ARCHIVED.matcher(head).find()) {
      return ARCHIVE;
    } else if (begin.startsWith("[")) {
      return ARRAY;
    } else if (!begin.startsWith("{")) {
      return LINES;
    }
    for (String line : sample.lines(50)) {
      if (line.startsWith("{") && balanced(line)) {
        return LINES;
      }
    }
    Matcher wrapper = WRAPPER.matcher(head);
    return wrapper.find() ? WRAPPED : SEQUENCE;
  }

  JsonFrames frames(ByteWindow window) throws IOException {
    return switch (this) {
      case LINES -> new LineFrames(window);
      case SEQUENCE -> ValueFrames.sequence(window);
      case ARRAY, ARCHIVE, WRAPPED -> {
        int b = window.read();
        while (b >= 0 && b != '[') {
          b = window.read();
        }
        yield ValueFrames.elements(window, this == WRAPPED);
      }
    };
  }

  /** Whether a line is a whole object, strings taken into account. */
  private static boolean balanced(String line) {
    int depth = 0;
    boolean string = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (string) {
        i += c == '\\' ? 1 : 0;
        string = c != '"';
      } else if (c == '"') {
        string = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
    return depth == 0 && !string;
  }
}
