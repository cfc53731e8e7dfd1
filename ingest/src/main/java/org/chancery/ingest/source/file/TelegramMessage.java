package org.chancery.ingest.source.file;

import static org.chancery.core.event.RejectReason.UNKNOWN_TYPE;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

/**
 * A message of a Telegram Desktop export. Only what was said in public is read: posts of public
 * channels and messages of public groups; private chats are passed over whatever the file holds.
 *
 * <p>A post is called by the number of its channel and its own, {@code 1006503122/274}: handles
 * change, numbers do not. A forward is a repost; the export tells of it at most the author. All
 * reactions together are likes: Telegram counts each emoji and says of none that it is praise.
 */
final class TelegramMessage {
  private static final Set<String> PUBLIC = Set.of("public_channel", "public_supergroup");
  private static final String CHANNEL = "channel";

  private final ReadOptions options;
  private final TelegramFrames.Chat chat;

  TelegramMessage(ReadOptions options, TelegramFrames.Chat chat) {
    this.options = options;
    this.chat = chat;
  }

  void read(JsonNode message, Output out) {
    if (!message.isObject()) {
      out.reject(UNKNOWN_TYPE, "a message is an object, this is " + Words.kind(message));
      return;
    }
    String type = Json.text(message, "type");
    if (!PUBLIC.contains(chat.type() == null ? "" : chat.type()) || "service".equals(type)) {
      out.main(Parsed.Foreign.INSTANCE);
    } else if (!"message".equals(type)) {
      out.reject(
          UNKNOWN_TYPE, "type is message or service, was " + Texts.quote(type == null ? "" : type));
    } else {
      out.main(post(message));
    }
  }

  private Parsed post(JsonNode message) {
    PostDraft draft = new PostDraft(Network.TELEGRAM, options);
    String number = Json.text(message, "id");
    draft.id(number == null || chat.id() == null ? null : chat.id() + "/" + number);
    draft.author(author(message));
    draft.authorName(Json.text(message, "from"));
    draft.created(Json.text(message, "date_unixtime", "date"), null);
    String edited = Json.text(message, "edited_unixtime", "edited");
    draft.seen(edited);
    TelegramText text = TelegramText.of(Json.at(message, "text"));
    String question = Json.text(Json.at(message, "poll"), "question");
    draft.text(question == null ? text.text() : (text.text() + "\n" + question).strip());
    draft.entities(new Entities(text.mentions(), text.hashtags(), text.links()));
    draft.media((Json.at(message, "photo") == null ? 0 : 1) + (file(message) ? 1 : 0));
    draft.engagement(
        reactions(message),
        Json.text(message, "forwards"),
        null,
        null,
        Json.text(message, "views"));
    draft.ownEngagement();
    relate(message, draft);
    Parsed parsed = draft.build();
    return edited != null && parsed instanceof Parsed.Ok(PostSeen now)
        ? new Parsed.Ok(new PostEdited(now))
        : parsed;
  }

  private static boolean file(JsonNode message) {
    return Json.at(message, "file", "media_type") != null;
  }

  /** The channel itself speaks in it, whoever signs; in a group it is who sent it. */
  private @Nullable AccountRef author(JsonNode message) {
    String from = Json.text(message, "from_id");
    if ("public_channel".equals(chat.type()) || from == null) {
      AccountRef own = options.account();
      String id = chat.id() != null ? chat.id() : bare(from);
      return Networks.account(Network.TELEGRAM, id, own == null ? null : own.handle());
    }
    return Networks.account(Network.TELEGRAM, bare(from), null);
  }

  /** Channels are called by their number alone, people by {@code user…}. */
  private static @Nullable String bare(@Nullable String id) {
    return id != null && id.startsWith(CHANNEL) ? id.substring(CHANNEL.length()) : id;
  }

  private void relate(JsonNode message, PostDraft draft) {
    String answered = Json.text(message, "reply_to_message_id");
    if (answered != null) {
      String peer = bare(Json.text(message, "reply_to_peer_id"));
      String where = peer == null ? chat.id() : peer;
      boolean ownChannel = peer == null && "public_channel".equals(chat.type());
      draft.replyTo(new PostRef(where + "/" + answered, ownChannel ? author(message) : null));
    }
    JsonNode name = message.get("forwarded_from");
    if (name != null) {
      draft.repostOf(new PostRef(null, forwarded(message)));
      draft.replyTo(null);
      draft.kind(PostKind.REPOST);
    }
  }

  /** Older exports tell only the name that the author shows, which is nobody's handle. */
  private static AccountRef forwarded(JsonNode message) {
    String id = bare(Json.text(message, "forwarded_from_id"));
    String name = Json.text(message, "forwarded_from");
    return AccountRef.byId(
        Network.TELEGRAM, id != null ? id : "name:" + (name == null ? "" : Texts.clean(name)));
  }

  private static @Nullable String reactions(JsonNode message) {
    List<Long> counts =
        Json.list(
            Json.at(message, "reactions"),
            r -> {
              JsonNode count = Json.at(r, "count");
              return count != null && count.canConvertToLong() ? count.longValue() : null;
            });
    return counts == null
        ? null
        : Long.toString(counts.stream().mapToLong(n -> Math.clamp(n, 0, Integer.MAX_VALUE)).sum());
  }

  /**
   * A text as the export writes it: a string, or pieces that are strings or objects with a type.
   *
   * @param mentions of accounts, in their order
   */
  record TelegramText(
      String text, List<AccountRef> mentions, List<String> hashtags, List<String> links) {

    static TelegramText of(@Nullable JsonNode node) {
      StringBuilder text = new StringBuilder();
      TelegramText read =
          new TelegramText("", new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      if (node != null && node.isArray()) {
        node.forEach(piece -> read.piece(piece, text));
      } else if (node != null) {
        read.piece(node, text);
      }
      return new TelegramText(text.toString(), read.mentions, read.hashtags, read.links);
    }

    private void piece(JsonNode piece, StringBuilder text) {
      if (!piece.isObject()) {
        String plain = Json.scalar(piece);
        text.append(plain == null ? "" : plain);
        return;
      }
      String said = Json.text(piece, "text");
      String given = said == null ? "" : said;
      text.append(given);
      String type = Json.text(piece, "type");
      switch (type == null ? "" : type) {
        case "mention" -> add(mentions, Networks.account(Network.TELEGRAM, null, given));
        case "mention_name" -> add(mentions, user(Json.text(piece, "user_id")));
        case "hashtag" ->
            add(hashtags, Texts.clean(given.startsWith("#") ? given.substring(1) : given));
        case "link" -> add(links, Texts.clean(given.contains("://") ? given : "http://" + given));
        case "text_link" -> add(links, clean(Json.text(piece, "href")));
        default -> {
          // bold, italic, code and others only say how it looks
        }
      }
    }

    private static @Nullable AccountRef user(@Nullable String id) {
      return id == null || id.equals("0")
          ? null
          : Networks.account(Network.TELEGRAM, "user" + id, null);
    }

    private static @Nullable String clean(@Nullable String text) {
      return text == null ? null : Texts.clean(text);
    }

    private static <T> void add(List<T> to, @Nullable T value) {
      if (value != null && !(value instanceof String text && text.isBlank())) {
        to.add(value);
      }
    }
  }
}
