package org.chancery.ingest.source.feed;

import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** Reduces HTML to its text: only that is stored. */
final class PlainText {
  private PlainText() {}

  /** Null where nothing is left. */
  static @Nullable String ofHtml(@Nullable String html) {
    if (html == null) {
      return null;
    }
    String cut =
        html.length() > FeedLimits.ELEMENT_TEXT ? html.substring(0, FeedLimits.ELEMENT_TEXT) : html;
    return of(cut.indexOf('<') < 0 && cut.indexOf('&') < 0 ? cut : Jsoup.parse(cut).text());
  }

  /** Text that is no HTML: white space is folded. */
  static @Nullable String of(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String plain = text.replaceAll("[\\s\\p{Cntrl}\u00a0]+", " ").strip();
    return plain.isEmpty() ? null : plain;
  }

  /** A short value, cut. */
  static @Nullable String name(@Nullable String text) {
    String plain = of(text);
    return plain == null || plain.length() <= FeedLimits.NAME
        ? plain
        : plain.substring(0, FeedLimits.NAME);
  }
}
