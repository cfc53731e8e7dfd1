package org.chancery.ingest.source.file;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Entities;
import org.chancery.core.event.Network;
import org.chancery.core.event.Parsed;
import org.chancery.core.event.PostEdited;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A post object of version 2. On X each edit is a post with an id of its own and the list of all;
 * here they are one post under its first id, created when the first was, that was edited.
 */
final class XV2Post {
  private static final Pattern OWN_PICTURE = Pattern.compile("^pic\\.(twitter|x)\\.com/");

  private final ReadOptions options;
  private final XV2Page page;
  private final @Nullable Instant retrieved;

  XV2Post(ReadOptions options, XV2Page page, @Nullable Instant retrieved) {
    this.options = options;
    this.page = page;
    this.retrieved = retrieved;
  }

  @Nullable Instant retrieved() {
    return retrieved;
  }

  void read(JsonNode post, Output out) {
    out.main(parsed(post, true));
    inner(post, out);
  }

  void readEmbedded(JsonNode post, Output out) {
    out.embedded(parsed(post, false));
    inner(post, out);
  }

  /** twarc puts the posts referred to into the references. */
  private void inner(JsonNode post, Output out) {
    JsonNode references = references(post);
    if (references != null && references.isArray()) {
      for (JsonNode reference : references) {
        if (Json.at(reference, "text") != null) {
          readEmbedded(reference, out);
        }
      }
    }
  }

  private static @Nullable JsonNode references(JsonNode post) {
    return Json.at(post, "referenced_tweets", "referenced_posts");
  }

  private Parsed parsed(JsonNode post, boolean main) {
    List<String> history =
        Json.list(Json.at(post, "edit_history_tweet_ids", "edit_history_post_ids"), Json::scalar);
    String id = Json.text(post, "id");
    boolean versions = id != null && history != null && history.size() > 1;
    String first = versions ? history.getFirst() : id;
    boolean newest = !versions || history.getLast().equals(id);
    PostDraft draft = draft(post, first, newest);
    if (main) {
      draft.authorOfFile();
    }
    Instant version = draft.created();
    boolean edited = versions && !first.equals(id);
    if (edited) {
      draft.seen(newest && retrieved != null ? retrieved : version);
      Instant begun = Times.ofSnowflake(first);
      draft.created(begun != null ? begun : version);
    }
    Parsed parsed = draft.build();
    return edited && parsed instanceof Parsed.Ok(PostSeen now)
        ? new Parsed.Ok(new PostEdited(now))
        : parsed;
  }

  private PostDraft draft(JsonNode post, @Nullable String id, boolean newest) {
    PostDraft draft = new PostDraft(Network.X, options);
    JsonNode note = Json.at(post, "note_tweet", "note_post");
    String text = Json.text(note, "text");
    text = text != null ? text : Json.text(post, "text");
    String authorId = Json.text(post, "author_id");
    JsonNode author = Json.at(post, "author");
    author = author != null ? author : page.user(authorId);
    draft.id(id);
    draft.author(account(authorId, author));
    draft.authorName(Json.text(author, "name"));
    draft.followers(Json.text(Json.at(author, "public_metrics"), "followers_count"));
    draft.created(Json.text(post, "created_at"), null);
    draft.seen(newest && retrieved != null ? retrieved : newest ? null : draft.created());
    draft.text(text == null ? null : Texts.unescapeX(text));
    draft.lang(Json.text(post, "lang"));
    JsonNode entities = Json.at(note, "entities");
    draft.entities(entities(entities != null ? entities : Json.at(post, "entities")));
    draft.media(media(Json.at(post, "attachments")));
    if (newest) {
      JsonNode metrics = Json.at(post, "public_metrics");
      draft.engagement(
          Json.text(metrics, "like_count"),
          Json.text(metrics, "retweet_count", "repost_count"),
          Json.text(metrics, "reply_count"),
          Json.text(metrics, "quote_count"),
          Json.text(metrics, "impression_count", "view_count"));
    }
    relate(post, draft);
    return draft;
  }

  private void relate(JsonNode post, PostDraft draft) {
    String answered = Json.text(post, "in_reply_to_user_id");
    JsonNode answeredUser = Json.at(post, "in_reply_to_user");
    AccountRef addressee =
        account(answered, answeredUser != null ? answeredUser : page.user(answered));
    draft.replyTo(Networks.post(null, addressee));
    JsonNode references = references(post);
    if (references == null || !references.isArray()) {
      return;
    }
    boolean repost = false;
    for (JsonNode reference : references) {
      PostRef to = reference(reference);
      String type = Json.text(reference, "type");
      switch (type == null ? "" : type) {
        case "replied_to" ->
            draft.replyTo(
                Networks.post(
                    to == null ? null : to.id(),
                    addressee != null || to == null ? addressee : to.author()));
        case "quoted" -> draft.quoteOf(to);
        case "retweeted", "reposted" -> {
          draft.repostOf(to);
          repost = true;
        }
        default -> {
          // X may refer in ways that it has not told yet.
        }
      }
    }
    if (repost) {
      draft.quoteOf(null);
      draft.replyTo(null);
    }
  }

  private @Nullable PostRef reference(JsonNode reference) {
    String id = Json.text(reference, "id");
    JsonNode post = Json.at(reference, "author_id") != null ? reference : page.post(id);
    String author = Json.text(post, "author_id");
    JsonNode user = Json.at(post, "author");
    return Networks.post(id, account(author, user != null ? user : page.user(author)));
  }

  private static @Nullable AccountRef account(@Nullable String id, @Nullable JsonNode user) {
    String known = id != null ? id : Json.text(user, "id");
    return Networks.account(Network.X, known, Json.text(user, "username"));
  }

  /** X leaves out the kinds that a text has none of, and the whole object where it has none. */
  private static Entities entities(@Nullable JsonNode entities) {
    if (entities == null || !entities.isObject()) {
      return Entities.UNKNOWN;
    }
    return new Entities(
        orNone(Json.list(Json.at(entities, "mentions"), m -> account(Json.text(m, "id"), m))),
        orNone(Json.list(Json.at(entities, "hashtags"), t -> clean(Json.text(t, "tag", "text")))),
        orNone(Json.list(Json.at(entities, "urls"), XV2Post::link)));
  }

  private static <T> List<T> orNone(@Nullable List<T> list) {
    return list == null ? new ArrayList<>() : list;
  }

  /** Links to the post's own pictures are media, not links. */
  private static @Nullable String link(JsonNode url) {
    String shown = Json.text(url, "display_url");
    if (Json.at(url, "media_key") != null || shown != null && OWN_PICTURE.matcher(shown).find()) {
      return null;
    }
    return clean(Json.text(url, "expanded_url", "url"));
  }

  private static @Nullable String clean(@Nullable String text) {
    return text == null ? null : Texts.clean(text);
  }

  private static int media(@Nullable JsonNode attachments) {
    JsonNode keys = Json.at(attachments, "media_keys", "media");
    return keys != null && keys.isArray() ? keys.size() : 0;
  }
}
