package org.chancery.ingest.source.file;

import static org.chancery.core.event.RejectReason.BAD_TIMESTAMP;
import static org.chancery.core.event.RejectReason.BAD_VALUE;
import static org.chancery.core.event.RejectReason.NO_ACCOUNT;
import static org.chancery.core.event.RejectReason.NO_ID;
import static org.chancery.core.event.RejectReason.NO_TIMESTAMP;
import static org.chancery.core.event.RejectReason.TIME_OUT_OF_RANGE;
import static org.chancery.core.event.RejectReason.TOO_LARGE;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Engagement;
import org.chancery.core.event.Entities;
import org.chancery.core.event.Network;
import org.chancery.core.event.Parsed;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostRef;
import org.chancery.core.event.PostSeen;
import org.chancery.core.event.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * A post while it is put together from any format. Setters take what the file says; the first thing
 * that is wrong is kept and becomes the reject. What all formats have in common is decided here.
 */
final class PostDraft {
  private static final Pattern OLD_STYLE_REPOST = Pattern.compile("^RT @([A-Za-z0-9_]{1,15})\\b:?");
  private static final Duration AHEAD = Duration.ofDays(1);

  private final Network network;
  private final ReadOptions options;
  private Parsed.@Nullable Rejected problem;
  private @Nullable String id;
  private @Nullable AccountRef author;
  private @Nullable String authorName;
  private @Nullable Long followers;
  private @Nullable Instant created;
  private @Nullable Instant seen;
  private String text = "";
  private @Nullable String lang;
  private @Nullable PostKind kind;
  private boolean quotes;
  private boolean textTellsRepost = true;
  private boolean ownEngagement;
  private @Nullable PostRef replyTo;
  private @Nullable PostRef quoteOf;
  private @Nullable PostRef repostOf;
  private Entities entities = Entities.UNKNOWN;
  private int media;
  private Engagement engagement = Engagement.UNKNOWN;
  private boolean counted;

  PostDraft(Network network, ReadOptions options) {
    this.network = network;
    this.options = options;
  }

  void fail(RejectReason why, String detail) {
    if (problem == null) {
      problem = new Parsed.Rejected(why, detail);
    }
  }

  void id(@Nullable String given) {
    id = Values.id("id", given, this::fail);
  }

  void author(@Nullable AccountRef account) {
    author = account;
  }

  /** The author is the one whose file it is, where the post names none. */
  void authorOfFile() {
    author = author != null ? author : options.account();
  }

  /** Completes an author whom the file calls by number only with the handle that a person gave. */
  void handleOfFile() {
    AccountRef given = options.account();
    if (author != null
        && author.handle() == null
        && given != null
        && given.id() == null
        && given.network() == author.network()) {
      author = new AccountRef(given.network(), author.id(), given.handle());
    }
  }

  void authorName(@Nullable String name) {
    authorName = name == null ? null : Texts.cut(Texts.clean(name), 1_000);
  }

  void followers(@Nullable String given) {
    followers = Values.count("followers", given, this::fail);
  }

  void created(@Nullable String given, @Nullable DateTimeFormatter pattern) {
    created = time("created", given, pattern);
  }

  void created(@Nullable Instant given) {
    created = given;
  }

  @Nullable Instant created() {
    return created;
  }

  void seen(@Nullable String given) {
    seen = time("seen", given, null);
  }

  void seen(@Nullable Instant given) {
    seen = given;
  }

  void text(@Nullable String given) {
    text = given == null ? "" : Texts.cut(Texts.clean(given), PostSeen.MAX_TEXT);
  }

  void lang(@Nullable String given) {
    lang = Texts.language(given);
  }

  /** What the file calls it; null lets the references and the text decide. */
  void kind(@Nullable PostKind given) {
    kind = given;
  }

  /** The file has a field of its own for reposts: a text that begins with RT is only a text. */
  void repostsAreTold() {
    textTellsRepost = false;
  }

  /** The file calls it a quote, whether or not it says of what. */
  void quotes() {
    quotes = true;
  }

  void replyTo(@Nullable PostRef post) {
    replyTo = post;
  }

  void quoteOf(@Nullable PostRef post) {
    quoteOf = post;
  }

  void repostOf(@Nullable PostRef post) {
    repostOf = post;
  }

  void entities(Entities given) {
    entities = given;
  }

  void media(int number) {
    media = number;
  }

  /**
   * Totals as the file writes them. X gives a repost the totals of the original, so a repost keeps
   * none, see {@link #ownEngagement()}.
   */
  void engagement(
      @Nullable String likes,
      @Nullable String reposts,
      @Nullable String replies,
      @Nullable String quoted,
      @Nullable String views) {
    engagement = Values.engagement(likes, reposts, replies, quoted, views, this::fail);
  }

  /** Totals are the post's own even when it is a repost. */
  void ownEngagement() {
    ownEngagement = true;
  }

  void counted(boolean fromStream) {
    counted = fromStream;
  }

  Parsed build() {
    if (problem == null) {
      check();
    }
    if (problem != null || id == null || author == null || created == null) {
      return problem != null ? problem : new Parsed.Rejected(BAD_VALUE, "not a post");
    }
    decideKind();
    if (kind == PostKind.REPOST && repostOf == null) {
      return new Parsed.Rejected(BAD_VALUE, "a repost that does not say of what");
    }
    boolean keep = kind != PostKind.REPOST || ownEngagement;
    return new Parsed.Ok(
        new PostSeen(
            network,
            id,
            author,
            authorName,
            followers,
            created,
            seen != null ? seen : options.seen() != null ? options.seen() : created,
            text,
            lang,
            kind == null ? PostKind.ORIGINAL : kind,
            replyTo,
            quoteOf,
            repostOf,
            entities,
            media,
            keep ? engagement : Engagement.UNKNOWN,
            counted));
  }

  private void check() {
    if (id == null) {
      fail(NO_ID, "no id");
    } else if (id.length() > 2_000) {
      fail(TOO_LARGE, "an id has at most 2000 characters, this has " + id.length());
    } else if (author == null) {
      fail(NO_ACCOUNT, "no account of the author");
    } else if (created == null) {
      fail(NO_TIMESTAMP, "no time of creation");
    } else {
      range("created", created);
      range("seen", seen);
    }
  }

  private void range(String what, @Nullable Instant time) {
    String range = time == null ? null : Values.outOfRange(network, time, options.now(), AHEAD);
    if (range != null) {
      fail(TIME_OUT_OF_RANGE, what + " " + range);
    }
  }

  private void decideKind() {
    boolean mayBe = kind == PostKind.REPOST || kind == null && textTellsRepost;
    if (mayBe && repostOf == null && network == Network.X) {
      Matcher old = OLD_STYLE_REPOST.matcher(text);
      if (old.find()) {
        repostOf = new PostRef(null, AccountRef.byHandle(network, old.group(1)));
      }
    }
    if (kind == null) {
      kind =
          repostOf != null
              ? PostKind.REPOST
              : replyTo != null
                  ? PostKind.REPLY
                  : quotes || quoteOf != null ? PostKind.QUOTE : PostKind.ORIGINAL;
    }
  }

  private @Nullable Instant time(
      String what, @Nullable String given, @Nullable DateTimeFormatter pattern) {
    if (given == null || given.isBlank()) {
      return null;
    }
    Instant time = Times.find(given, pattern);
    if (time == null) {
      fail(BAD_TIMESTAMP, "%s %s cannot be read".formatted(what, Texts.quote(given)));
    }
    return time;
  }
}
