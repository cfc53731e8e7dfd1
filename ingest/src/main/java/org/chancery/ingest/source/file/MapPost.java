package org.chancery.ingest.source.file;

import static org.chancery.core.event.RejectReason.BAD_VALUE;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Entities;
import org.chancery.core.event.Network;
import org.chancery.core.event.Parsed;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostRef;
import org.jspecify.annotations.Nullable;

/** Makes posts of records seen through a column map. */
final class MapPost {
  private final ReadOptions options;
  private final @Nullable DateTimeFormatter pattern;

  MapPost(ColumnMap map, ReadOptions options) {
    this.options = options;
    this.pattern = map.createdPattern() == null ? null : Times.pattern(map.createdPattern());
  }

  Parsed read(MapRow row) {
    String named = row.text("network");
    Network network =
        Network.find(named == null ? "" : named.strip().toLowerCase(Locale.ROOT)).orElse(null);
    if (network == null) {
      return new Parsed.Rejected(
          BAD_VALUE,
          "network is one of %s, was %s"
              .formatted(Network.slugs(), Texts.quote(named == null ? "" : named)));
    }
    PostDraft draft = new PostDraft(network, options);
    draft.id(row.text("id"));
    draft.author(
        Networks.account(network, id("account.id", row, draft), row.text("account.handle")));
    draft.authorOfFile();
    draft.handleOfFile();
    draft.authorName(row.text("account.name"));
    draft.followers(told("account.followers", row));
    draft.created(row.text("created"), pattern);
    draft.seen(told("seen", row));
    String text = row.text("text");
    draft.text(text != null && network == Network.X ? Texts.unescapeX(text) : text);
    draft.lang(row.text("lang"));
    draft.kind(kind(told("kind", row), draft));
    draft.replyTo(reference("reply_to", network, row, draft));
    draft.quoteOf(reference("quote_of", network, row, draft));
    draft.repostOf(reference("repost_of", network, row, draft));
    draft.entities(entities(network, row));
    draft.media(media(row, draft));
    draft.engagement(
        told("engagement.likes", row),
        told("engagement.reposts", row),
        told("engagement.replies", row),
        told("engagement.quotes", row),
        told("engagement.views", row));
    return draft.build();
  }

  /** A value, unless it is one of the words with which tables say that there is none. */
  private static @Nullable String told(String key, MapRow row) {
    String value = row.text(key);
    if (value == null) {
      return null;
    }
    return switch (value.strip()) {
      case "", "NA", "N/A", "NaN", "nan", "null", "NULL", "None" -> null;
      default -> value;
    };
  }

  private static @Nullable String id(String key, MapRow row, PostDraft draft) {
    return Values.id(key, told(key, row), draft::fail);
  }

  private static @Nullable PostRef reference(
      String key, Network network, MapRow row, PostDraft draft) {
    AccountRef author =
        Networks.account(
            network, id(key + ".account.id", row, draft), told(key + ".account.handle", row));
    return Networks.post(id(key + ".id", row, draft), author);
  }

  private static @Nullable PostKind kind(@Nullable String given, PostDraft draft) {
    if (given == null) {
      return null;
    }
    return switch (given.strip().toLowerCase(Locale.ROOT)) {
      case "original", "tweet", "post", "status" -> PostKind.ORIGINAL;
      case "reply", "replied_to", "comment" -> PostKind.REPLY;
      case "repost", "retweet", "retweeted", "reblog", "share" -> PostKind.REPOST;
      case "quote", "quoted" -> PostKind.QUOTE;
      default -> {
        draft.fail(
            BAD_VALUE, "kind is original, reply, repost or quote, was " + Texts.quote(given));
        yield null;
      }
    };
  }

  private static Entities entities(Network network, MapRow row) {
    List<String> handles = row.list("mentions");
    List<AccountRef> mentions =
        handles == null
            ? null
            : handles.stream()
                .map(handle -> Networks.account(network, null, handle))
                .filter(java.util.Objects::nonNull)
                .toList();
    List<String> hashtags = row.list("hashtags");
    List<String> links = row.list("links");
    return mentions == null && hashtags == null && links == null
        ? Entities.UNKNOWN
        : new Entities(mentions, hashtags, links);
  }

  /** A number of pictures, or a list of them. */
  private static int media(MapRow row, PostDraft draft) {
    String value = told("media", row);
    if (value != null && value.strip().matches("-?[0-9.]{1,9}")) {
      Long number = Values.count("media", value, draft::fail);
      return number == null ? 0 : (int) Math.min(number, 10_000);
    }
    List<String> list = row.list("media");
    return list == null ? 0 : list.size();
  }
}
