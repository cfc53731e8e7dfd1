package org.chancery.ingest.source.file;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Entities;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A post object of version 1.1 and the posts inside it. */
final class XV1Post {
  private static final Pattern REPOST_OF = Pattern.compile("^RT @([A-Za-z0-9_]{1,15})\\b");
  private static final Pattern PERMALINK =
      Pattern.compile("^https?://(?:www\\.)?(?:twitter|x)\\.com/([A-Za-z0-9_]{1,15})/status/");

  private final ReadOptions options;

  XV1Post(ReadOptions options) {
    this.options = options;
  }

  /**
   * Reads a post.
   *
   * @param user of the author where the post has none inside
   */
  void read(JsonNode post, @Nullable JsonNode user, Output out) {
    PostDraft draft = draft(post, user);
    draft.authorOfFile();
    out.main(draft.build());
    inner(post, out);
  }

  void readEmbedded(JsonNode post, @Nullable JsonNode user, Output out) {
    out.embedded(draft(post, user).build());
    inner(post, out);
  }

  /** Reposts of quotes have the quoted post twice, outside and inside: it is read inside. */
  private void inner(JsonNode post, Output out) {
    JsonNode reposted = Json.at(post, "retweeted_status");
    JsonNode next = reposted != null ? reposted : Json.at(post, "quoted_status");
    if (next != null) {
      readEmbedded(next, null, out);
    }
  }

  private PostDraft draft(JsonNode post, @Nullable JsonNode outer) {
    PostDraft draft = new PostDraft(Network.X, options);
    JsonNode user = outer != null ? outer : Json.at(post, "user");
    JsonNode extended = Json.at(post, "extended_tweet");
    String text = Json.text(extended, "full_text");
    text = text != null ? text : Json.text(post, "full_text", "text");
    draft.id(Json.text(post, "id_str", "id"));
    draft.author(account(user));
    draft.authorName(Json.text(user, "name"));
    draft.followers(Json.text(user, "followers_count"));
    draft.created(Json.text(post, "created_at"), null);
    draft.text(text == null ? null : Texts.unescapeX(text));
    draft.lang(Json.text(post, "lang"));
    JsonNode whole = Json.at(extended, "entities") != null ? extended : post;
    JsonNode entities = Json.at(whole, "entities");
    draft.entities(entities(entities));
    draft.media(media(whole, entities));
    draft.engagement(
        Json.text(post, "favorite_count"),
        Json.text(post, "retweet_count"),
        Json.text(post, "reply_count"),
        Json.text(post, "quote_count"),
        null);
    draft.replyTo(
        Networks.post(
            Json.text(post, "in_reply_to_status_id_str", "in_reply_to_status_id"),
            Networks.account(
                Network.X,
                Json.text(post, "in_reply_to_user_id_str", "in_reply_to_user_id"),
                Json.text(post, "in_reply_to_screen_name"))));
    JsonNode reposted = Json.at(post, "retweeted_status");
    if (reposted != null) {
      draft.repostOf(reposted(reposted, text, entities));
    } else {
      draft.quoteOf(quoted(post));
      if (Json.flag(post, "is_quote_status")) {
        draft.quotes();
      }
    }
    return draft;
  }

  static @Nullable AccountRef account(@Nullable JsonNode user) {
    return Networks.account(
        Network.X, Json.text(user, "id_str", "id"), Json.text(user, "screen_name"));
  }

  private static @Nullable PostRef reposted(
      JsonNode original, @Nullable String text, @Nullable JsonNode entities) {
    AccountRef author = account(Json.at(original, "user"));
    Matcher named = REPOST_OF.matcher(text == null ? "" : text);
    if (author == null && named.find()) {
      author = mentioned(named.group(1), entities);
    }
    return Networks.post(Json.text(original, "id_str", "id"), author);
  }

  /** The account of a handle, with its id where the post mentions it. */
  private static AccountRef mentioned(String handle, @Nullable JsonNode entities) {
    List<AccountRef> mentions = Json.list(Json.at(entities, "user_mentions"), XV1Post::account);
    return (mentions == null ? List.<AccountRef>of() : mentions)
        .stream()
            .filter(account -> handle.equalsIgnoreCase(account.handle()))
            .findFirst()
            .orElse(AccountRef.byHandle(Network.X, handle));
  }

  private static @Nullable PostRef quoted(JsonNode post) {
    JsonNode quoted = Json.at(post, "quoted_status");
    AccountRef author = account(Json.at(quoted, "user"));
    String link = Json.text(Json.at(post, "quoted_status_permalink"), "expanded");
    Matcher named = PERMALINK.matcher(link == null ? "" : link);
    if (author == null && named.find() && !named.group(1).equals("i")) {
      author = AccountRef.byHandle(Network.X, named.group(1));
    }
    String id = Json.text(post, "quoted_status_id_str", "quoted_status_id");
    return Networks.post(id != null ? id : Json.text(quoted, "id_str", "id"), author);
  }

  private static Entities entities(@Nullable JsonNode entities) {
    return entities == null
        ? Entities.UNKNOWN
        : new Entities(
            Json.list(Json.at(entities, "user_mentions"), XV1Post::account),
            Json.list(Json.at(entities, "hashtags"), tag -> clean(Json.text(tag, "text"))),
            Json.list(Json.at(entities, "urls"), XV1Post::link));
  }

  private static @Nullable String link(JsonNode url) {
    return clean(Json.text(url, "expanded_url", "url"));
  }

  private static @Nullable String clean(@Nullable String text) {
    return text == null ? null : Texts.clean(text);
  }

  private static int media(JsonNode post, @Nullable JsonNode entities) {
    JsonNode all = Json.at(Json.at(post, "extended_entities"), "media");
    JsonNode media = all != null ? all : Json.at(entities, "media");
    return media != null && media.isArray() ? media.size() : 0;
  }
}
