package org.chancery.ingest.source.file;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lists that a file writes into one value. */
final class Lists {
  private static final Pattern WORDS = Pattern.compile("[\\s,;|]+");

  /** An address may hold a comma or a semicolon. */
  private static final Pattern LINKS = Pattern.compile("[\\s|]+|,(?=https?://)");

  private Lists() {}

  /** Elements of a JSON array (Python's too), or split at blanks, commas, semicolons and bars. */
  static List<String> split(String key, String value) {
    String text = value.strip();
    if (text.startsWith("[") && text.endsWith("]")) {
      text = text.substring(1, text.length() - 1).replaceAll("['\"]", " ");
    }
    List<String> out = new ArrayList<>();
    for (String part : (key.equals("links") ? LINKS : WORDS).split(text)) {
      String one = key.equals("hashtags") && part.startsWith("#") ? part.substring(1) : part;
      if (!one.isEmpty() && !one.equals("NA")) {
        out.add(Texts.clean(one));
      }
    }
    return out;
  }
}
