package org.chancery.server.page;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the page in one pass, so that nothing filled in is taken for a place to fill. */
final class Html {
  private static final Pattern PLACE =
      Pattern.compile("__(LANG|TITLE|DESCRIPTION|ALTERNATES|PRELOADS|FIRST_DATA)__");

  private Html() {}

  /**
   * @param parts by the names of the places, each already escaped for where it stands
   */
  static String fill(String page, Map<String, String> parts) {
    return PLACE
        .matcher(page)
        .replaceAll(found -> Matcher.quoteReplacement(parts.getOrDefault(found.group(1), "")));
  }

  /** For text and quoted attributes. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** JSON that no browser takes for the end of its script element. */
  static String json(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}
