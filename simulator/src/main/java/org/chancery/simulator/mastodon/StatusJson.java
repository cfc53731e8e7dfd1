package org.chancery.simulator.mastodon;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.chancery.simulator.timeline.JsonLines;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Accounts and statuses as Mastodon 4.6 writes them. Thread-safe.
 *
 * @see <a href="https://docs.joinmastodon.org/entities/Status/">Status</a>
 */
final class StatusJson {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final Instant OPENED = Instant.parse("2024-01-01T00:00:00Z");

  private final Instance instance;
  private final String base;

  /**
   * @param base origin of the server
   */
  StatusJson(Instance instance, String base) {
    this.instance = instance;
    this.base = base;
  }

  byte[] list(List<Status> statuses) {
    return new JsonLines()
        .write(
            out -> {
              out.writeStartArray();
              statuses.forEach(status -> status(out, status));
              out.writeEndArray();
            });
  }

  byte[] one(Status status) {
    return new JsonLines().write(out -> status(out, status));
  }

  byte[] account(String user) {
    return new JsonLines().write(out -> account(out, user));
  }

  private void status(JsonGenerator out, Status status) {
    String id = Long.toString(status.id());
    out.writeStartObject();
    out.writeStringProperty("id", id);
    out.writeStringProperty("created_at", TIME.format(status.created()));
    Long to = status.repliesTo();
    text(out, "in_reply_to_id", to == null ? null : to.toString());
    text(out, "in_reply_to_account_id", to == null ? null : authorOf(to));
    out.writeBooleanProperty("sensitive", false);
    out.writeStringProperty("spoiler_text", "");
    out.writeStringProperty("visibility", "public");
    out.writeStringProperty("language", "en");
    out.writeStringProperty("uri", uri(status));
    out.writeStringProperty("url", base + "/@" + status.user() + "/" + id);
    for (String count : List.of("replies", "reblogs", "favourites", "quotes")) {
      out.writeNumberProperty(count + "_count", 0);
    }
    Instant edited = status.edited();
    text(out, "edited_at", edited == null ? null : TIME.format(edited));
    out.writeStringProperty("content", status.text().isEmpty() ? "" : content(status.text()));
    out.writeName("reblog");
    Status boosted = status.boosts() == null ? null : instance.status(status.boosts()).orElse(null);
    if (boosted == null) {
      out.writeNull();
    } else {
      status(out, boosted);
    }
    out.writeName("account");
    account(out, status.user());
    for (String none : List.of("media_attachments", "mentions", "tags", "emojis", "filtered")) {
      out.writeArrayPropertyStart(none);
      out.writeEndArray();
    }
    for (String none : List.of("quote", "card", "poll", "application")) {
      out.writeNullProperty(none);
    }
    out.writeEndObject();
  }

  /** The address by which other servers know it. */
  private String uri(Status status) {
    String activity = status.boosts() == null ? "" : "/activity";
    return base + "/ap/users/" + status.user() + "/statuses/" + status.id() + activity;
  }

  private @Nullable String authorOf(long id) {
    return instance
        .status(id)
        .flatMap(status -> instance.accountOf(status.user()))
        .map(account -> Long.toString(account))
        .orElse(null);
  }

  private void account(JsonGenerator out, String user) {
    out.writeStartObject();
    out.writeStringProperty("id", Long.toString(instance.accountOf(user).orElseThrow()));
    out.writeStringProperty("username", user);
    out.writeStringProperty("acct", user);
    out.writeStringProperty("display_name", user + " office");
    out.writeBooleanProperty("locked", false);
    out.writeBooleanProperty("bot", false);
    out.writeBooleanProperty("discoverable", true);
    out.writeBooleanProperty("indexable", true);
    out.writeBooleanProperty("group", false);
    out.writeStringProperty("created_at", TIME.format(OPENED));
    out.writeStringProperty("note", "");
    out.writeStringProperty("url", base + "/@" + user);
    out.writeStringProperty("uri", base + "/ap/users/" + user);
    out.writeNumberProperty("followers_count", 7);
    out.writeNumberProperty("following_count", 0);
    out.writeNumberProperty("statuses_count", instance.statuses().size());
    out.writeBooleanProperty("noindex", false);
    for (String none : List.of("emojis", "roles", "fields")) {
      out.writeArrayPropertyStart(none);
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private static void text(JsonGenerator out, String name, @Nullable String value) {
    if (value == null) {
      out.writeNullProperty(name);
    } else {
      out.writeStringProperty(name, value);
    }
  }

  private static String content(String text) {
    return "<p>" + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</p>";
  }
}
