package org.chancery.ingest.source.file;

import static org.chancery.core.event.RejectReason.BAD_VALUE;
import static org.chancery.core.event.RejectReason.UNKNOWN_TYPE;

import java.util.List;
import java.util.Locale;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Entities;
import org.chancery.core.event.Network;
import org.chancery.core.event.Parsed;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Neutral events as {@link NeutralEvents} writes them; keys that it does not know are ignored. */
final class EventShape implements JsonShape {
  static final List<String> TYPES =
      List.of(
          "post",
          "edit",
          "delete",
          "engagement",
          "account",
          "account-state",
          "tie",
          "ties",
          "reaction");

  private final ReadOptions options;

  EventShape(ReadOptions options) {
    this.options = options;
  }

  @Override
  public void read(JsonNode record, Output out) {
    if (!record.isObject()) {
      out.reject(UNKNOWN_TYPE, "an event is an object, this is " + Words.kind(record));
      return;
    }
    String type = Json.text(record, "type");
    if (type == null || !TYPES.contains(type)) {
      out.reject(
          UNKNOWN_TYPE,
          type == null
              ? "an event without a type: " + Words.keys(record)
              : "type %s is none of %s%s"
                  .formatted(
                      Texts.quote(type), String.join(", ", TYPES), Words.didYouMean(type, TYPES)));
      return;
    }
    String slug = Json.text(record, "network");
    Network network = Network.find(slug == null ? "" : slug.toLowerCase(Locale.ROOT)).orElse(null);
    if (network == null) {
      out.reject(
          BAD_VALUE,
          "network is one of %s, was %s"
              .formatted(Network.slugs(), Texts.quote(slug == null ? "" : slug)));
      return;
    }
    Parsed parsed =
        switch (type) {
          case "post" -> post(record, network);
          case "edit" -> edit(post(record, network));
          default -> new EventFields(record, network, options).read(type);
        };
    out.main(parsed);
  }

  private static Parsed edit(Parsed post) {
    return post instanceof Parsed.Ok(PostSeen now) ? new Parsed.Ok(new PostEdited(now)) : post;
  }

  private Parsed post(JsonNode record, Network network) {
    PostDraft draft = new PostDraft(network, options);
    JsonNode author = Json.at(record, "account");
    draft.id(Json.text(record, "id"));
    draft.author(account(author, network));
    draft.authorOfFile();
    draft.authorName(Json.text(author, "name"));
    draft.followers(Json.text(author, "followers"));
    draft.created(Json.text(record, "created"), null);
    draft.seen(Json.text(record, "seen"));
    draft.text(Json.text(record, "text"));
    draft.lang(Json.text(record, "lang"));
    draft.kind(kind(Json.text(record, "kind"), draft));
    draft.replyTo(reference(Json.at(record, "reply_to"), network));
    draft.quoteOf(reference(Json.at(record, "quote_of"), network));
    draft.repostOf(reference(Json.at(record, "repost_of"), network));
    draft.entities(
        new Entities(
            Json.list(Json.at(record, "mentions"), m -> account(m, network)),
            Json.list(Json.at(record, "hashtags"), EventShape::clean),
            Json.list(Json.at(record, "links"), EventShape::clean)));
    Long media = Values.count("media", Json.text(record, "media"), draft::fail);
    draft.media(media == null ? 0 : (int) Math.min(media, 10_000));
    JsonNode engagement = Json.at(record, "engagement");
    draft.engagement(
        Json.text(engagement, "likes"),
        Json.text(engagement, "reposts"),
        Json.text(engagement, "replies"),
        Json.text(engagement, "quotes"),
        Json.text(engagement, "views"));
    draft.ownEngagement();
    draft.counted(Json.flag(record, "counted"));
    return draft.build();
  }

  private static @Nullable PostKind kind(@Nullable String slug, PostDraft draft) {
    if (slug == null) {
      return null;
    }
    for (PostKind kind : PostKind.values()) {
      if (kind.slug().equals(slug)) {
        return kind;
      }
    }
    draft.fail(BAD_VALUE, "kind is original, reply, repost or quote, was " + Texts.quote(slug));
    return null;
  }

  static @Nullable AccountRef account(@Nullable JsonNode node, Network network) {
    return Networks.account(network, Json.text(node, "id"), Json.text(node, "handle"));
  }

  static @Nullable PostRef reference(@Nullable JsonNode node, Network network) {
    return Networks.post(Json.text(node, "id"), account(Json.at(node, "account"), network));
  }

  private static @Nullable String clean(JsonNode node) {
    String text = Json.scalar(node);
    return text == null ? null : Texts.clean(text);
  }
}
