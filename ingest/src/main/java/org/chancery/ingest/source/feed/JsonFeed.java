package org.chancery.ingest.source.feed;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.chancery.core.event.RejectReason;
import org.chancery.ingest.source.feed.websub.PushHub;
import org.chancery.ingest.source.file.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON Feed 1 and 1.1, https://www.jsonfeed.org/version/1.1/. JSON is read strictly. */
final class JsonFeed {
  private static final String VERSION = "https://jsonfeed.org/version/";

  /** WebSub under its name and the one before. */
  private static final Pattern PUSHING = Pattern.compile("(?i)websub|pubsubhubbub");

  private static final JsonMapper MAPPER = Json.strict(FeedLimits.TOKENS);

  private JsonFeed() {}

  static FeedDocument read(byte[] body) {
    Json.Result json = Json.parse(MAPPER, body, 0, body.length);
    if (json.problem() != null || json.node() == null) {
      return json.problem() == null
          ? new FeedDocument.Unreadable(RejectReason.MALFORMED, "no JSON text")
          : new FeedDocument.Unreadable(json.problem().why(), json.problem().detail());
    }
    JsonNode feed = json.node();
    String version = Json.text(feed, "version");
    JsonNode items = Json.at(feed, "items");
    if (version == null || !version.startsWith(VERSION) || items == null || !items.isArray()) {
      return new FeedDocument.Unreadable(
          RejectReason.UNKNOWN_TYPE, "JSON, but no JSON Feed: version and items are needed");
    }
    String lang = PlainText.name(Json.text(feed, "language"));
    List<FeedEntry> entries = new ArrayList<>();
    for (JsonNode item : items) {
      if (entries.size() < FeedLimits.ENTRIES) {
        entries.add(entry(item, lang));
      }
    }
    return new FeedDocument.Read(
        "json_" + PlainText.name(version.substring(VERSION.length())),
        PlainText.name(Json.text(feed, "title")),
        PlainText.name(Json.text(feed, "home_page_url")),
        lang,
        entries,
        items.size() - entries.size(),
        null,
        push(feed));
  }

  /** Hubs of any type are named as {@code type} and {@code url}; WebSub is one. */
  private static PushHub.Named push(JsonNode feed) {
    PushHub.Named.Gathering named = new PushHub.Named.Gathering();
    named.link("self", Json.text(feed, "feed_url"));
    JsonNode hubs = Json.at(feed, "hubs");
    if (hubs != null && hubs.isArray()) {
      for (JsonNode hub : hubs) {
        String type = Json.text(hub, "type");
        if (type != null && PUSHING.matcher(type).matches()) {
          named.link("hub", Json.text(hub, "url"));
        }
      }
    }
    return named.done();
  }

  private static FeedEntry entry(JsonNode item, @Nullable String lang) {
    String text = PlainText.of(Json.text(item, "content_text"));
    if (text == null) {
      text = PlainText.ofHtml(Json.text(item, "content_html"));
    }
    if (text == null) {
      text = PlainText.of(Json.text(item, "summary"));
    }
    String own = PlainText.name(Json.text(item, "language"));
    JsonNode attachments = Json.at(item, "attachments");
    String link = PlainText.name(Json.text(item, "url"));
    return new FeedEntry(
        PlainText.name(Json.text(item, "id")),
        link != null ? link : PlainText.name(Json.text(item, "external_url")),
        PlainText.name(Json.text(item, "title")),
        text,
        own != null ? own : lang,
        time(Json.text(item, "date_published")),
        time(Json.text(item, "date_modified")),
        attachments == null || !attachments.isArray() ? 0 : attachments.size());
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
