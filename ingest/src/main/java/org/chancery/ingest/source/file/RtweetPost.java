package org.chancery.ingest.source.file;

import static org.chancery.core.event.RejectReason.BAD_VALUE;

import java.util.ArrayList;
import java.util.List;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Entities;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.jspecify.annotations.Nullable;

/**
 * Makes posts of rtweet's rows. What a row repeats or quotes is a reference only: its columns do
 * not tell whether that post was a reply, so it is no observation of its own.
 */
final class RtweetPost {
  private final ReadOptions options;
  private final RtweetColumns columns;

  RtweetPost(ReadOptions options, RtweetColumns columns) {
    this.options = options;
    this.columns = columns;
  }

  void read(List<String> row, Output out) {
    PostDraft draft = new PostDraft(Network.X, options);
    draft.id(id(row, "status_id", draft));
    draft.author(account(row, "user_id", "screen_name", draft));
    draft.authorOfFile();
    fill(draft, row);
    draft.lang(columns.text(row, "lang"));
    draft.entities(entities(row));
    draft.media(Math.max(words(row, "ext_media_url").size(), words(row, "media_url").size()));
    draft.engagement(
        columns.text(row, "favorite_count"),
        columns.text(row, "retweet_count"),
        columns.text(row, "reply_count"),
        columns.text(row, "quote_count"),
        null);
    draft.replyTo(
        Networks.post(
            id(row, "reply_to_status_id", draft),
            account(row, "reply_to_user_id", "reply_to_screen_name", draft)));
    boolean told = columns.has("is_retweet");
    boolean repost = flag(row, "is_retweet", draft);
    if (told) {
      draft.repostsAreTold();
    }
    if (repost || !told) {
      draft.repostOf(
          Networks.post(
              id(row, "retweet_status_id", draft),
              account(row, "retweet_user_id", "retweet_screen_name", draft)));
    }
    if (repost) {
      draft.kind(PostKind.REPOST);
    } else {
      draft.quoteOf(
          Networks.post(
              id(row, "quoted_status_id", draft),
              account(row, "quoted_user_id", "quoted_screen_name", draft)));
      if (flag(row, "is_quote", draft)) {
        draft.quotes();
      }
    }
    out.main(draft.build());
  }

  private void fill(PostDraft draft, List<String> row) {
    String text = columns.text(row, "text");
    draft.text(text == null ? null : Texts.unescapeX(Texts.unescapeR(text)));
    draft.created(columns.text(row, "created_at"), null);
    String shown = columns.text(row, "name");
    draft.authorName(shown == null ? null : Texts.unescapeR(shown));
    draft.followers(columns.text(row, "followers_count"));
  }

  private @Nullable String id(List<String> row, String column, PostDraft draft) {
    return Values.id(column, columns.id(row, column), draft::fail);
  }

  private @Nullable AccountRef account(
      List<String> row, String id, String handle, PostDraft draft) {
    return Networks.account(Network.X, id(row, id, draft), columns.text(row, handle));
  }

  private Entities entities(List<String> row) {
    return new Entities(
        columns.has("mentions_screen_name") || columns.has("mentions_user_id")
            ? mentions(row)
            : null,
        columns.has("hashtags") ? words(row, "hashtags") : null,
        columns.has("urls_expanded_url") ? words(row, "urls_expanded_url") : null);
  }

  private List<AccountRef> mentions(List<String> row) {
    List<String> handles = words(row, "mentions_screen_name");
    List<String> ids = words(row, "mentions_user_id");
    List<AccountRef> out = new ArrayList<>();
    for (int i = 0; i < Math.max(handles.size(), handles.isEmpty() ? ids.size() : 0); i++) {
      boolean paired = ids.size() == handles.size() || handles.isEmpty();
      AccountRef account =
          Networks.account(
              Network.X,
              paired ? RtweetColumns.bare(ids.get(i)) : null,
              handles.isEmpty() ? null : handles.get(i));
      if (account != null) {
        out.add(account);
      }
    }
    return out;
  }

  /** A list that is joined by one space. */
  private List<String> words(List<String> row, String column) {
    String value = columns.text(row, column);
    List<String> out = new ArrayList<>();
    for (String word : value == null ? new String[0] : value.split(" ")) {
      if (!word.isEmpty() && !word.equals("NA")) {
        out.add(Texts.clean(Texts.unescapeR(word)));
      }
    }
    return out;
  }

  private boolean flag(List<String> row, String column, PostDraft draft) {
    String value = columns.text(row, column);
    return switch (value == null ? "" : value) {
      case "TRUE", "True", "true", "T", "1" -> true;
      case "", "FALSE", "False", "false", "F", "0" -> false;
      default -> {
        draft.fail(BAD_VALUE, column + " is TRUE or FALSE, was " + Texts.quote(value));
        yield false;
      }
    };
  }
}
