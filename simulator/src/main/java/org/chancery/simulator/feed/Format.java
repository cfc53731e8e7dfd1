package org.chancery.simulator.feed;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.chancery.simulator.timeline.JsonLines;

/** The wire forms of a feed. */
public enum Format {
  /** RSS 2.0. */
  RSS("application/rss+xml; charset=utf-8"),
  /** Atom 1.0, RFC 4287. */
  ATOM("application/atom+xml; charset=utf-8"),
  /** JSON Feed 1.1. */
  JSON("application/feed+json");

  private static final String TITLE = "Ministry of Foreign Affairs";
  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

  private final String type;

  Format(String type) {
    this.type = type;
  }

  String type() {
    return type;
  }

  /**
   * The feed as bytes.
   *
   * @param origin of the links
   */
  byte[] write(List<Item> items, String origin) {
    return switch (this) {
      case RSS ->
          xml(
              "<rss version=\"2.0\"><channel><title>%s</title><link>%s</link>%s</channel></rss>",
              items.stream().map(item -> rss(item, origin)).collect(Collectors.joining("\n")),
              origin);
      case ATOM ->
          xml(
              "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>%s</title><id>%s</id>%s</feed>",
              items.stream().map(item -> atom(item, origin)).collect(Collectors.joining("\n")),
              origin);
      case JSON -> json(items, origin);
    };
  }

  private static byte[] xml(String frame, String items, String origin) {
    return (HEAD + frame.formatted(TITLE, origin, items)).getBytes(StandardCharsets.UTF_8);
  }

  private static String rss(Item item, String origin) {
    return "<item><title>%s</title><guid isPermaLink=\"false\">%s</guid><link>%s%s</link><pubDate>%s</pubDate><description>%s</description></item>"
        .formatted(
            escaped(item.title()),
            item.guid(),
            origin,
            item.link(),
            DateTimeFormatter.RFC_1123_DATE_TIME.format(item.published().atOffset(ZoneOffset.UTC)),
            escaped(item.text()));
  }

  private static String atom(Item item, String origin) {
    return "<entry><title>%s</title><id>%s</id><link href=\"%s%s\"/><published>%s</published><updated>%s</updated><summary>%s</summary></entry>"
        .formatted(
            escaped(item.title()),
            item.guid(),
            origin,
            item.link(),
            item.published(),
            item.changed(),
            escaped(item.text()));
  }

  private static byte[] json(List<Item> items, String origin) {
    return new JsonLines()
        .write(
            out -> {
              out.writeStartObject();
              out.writeStringProperty("version", "https://jsonfeed.org/version/1.1");
              out.writeStringProperty("title", TITLE);
              out.writeArrayPropertyStart("items");
              for (Item item : items) {
                out.writeStartObject();
                out.writeStringProperty("id", item.guid());
                out.writeStringProperty("url", origin + item.link());
                out.writeStringProperty("title", item.title());
                out.writeStringProperty("content_text", item.text());
                out.writeStringProperty("date_published", item.published().toString());
                out.writeStringProperty("date_modified", item.changed().toString());
                out.writeEndObject();
              }
              out.writeEndArray();
              out.writeEndObject();
            });
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
