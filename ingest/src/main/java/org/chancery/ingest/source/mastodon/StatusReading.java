package org.chancery.ingest.source.mastodon;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
import org.chancery.ingest.source.file.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the entity Status of Mastodon's client API (https://docs.joinmastodon.org/entities/Status/)
 * as Mastodon 1 to 4.6, GoToSocial and snac write it. Pure; thread-safe.
 */
final class StatusReading {
  static final int LONGEST_ID = 200;
  static final int LONGEST_ADDRESS = 2_000;
  private static final Set<String> SHOWN_TO_ALL = Set.of("public", "unlisted");
  private static final Instant FIRST_SERVER = Instant.parse("2016-03-16T00:00:00Z");
  private static final Duration MOST_AHEAD = Duration.ofMinutes(10);

  /** Older posts are history, which nobody saw appear. */
  private static final Duration RECENT = Duration.ofDays(7);

  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private StatusReading() {}

  /**
   * @param home the server that told it
   */
  static Status.Read read(JsonNode node, HomeServer home, Instant now) {
    String id = Json.text(node, "id");
    JsonNode account = Json.at(node, "account");
    String created = Json.text(node, "created_at");
    if (!node.isObject() || (account == null && created == null)) {
      return bad(RejectReason.UNKNOWN_TYPE, "no status: it has no account and no created_at");
    }
    String visibility = Json.text(node, "visibility");
    if (visibility != null && !SHOWN_TO_ALL.contains(visibility)) {
      return new Status.NotPublic();
    }
    String uri = Json.text(node, "uri");
    uri = uri == null ? Json.text(node, "url") : uri;
    if (id == null || uri == null) {
      return bad(RejectReason.NO_ID, "a status needs id and uri");
    }
    if (!plain(id, LONGEST_ID) || !plain(uri, LONGEST_ADDRESS)) {
      return bad(RejectReason.BAD_VALUE, "an id or uri with control characters or too long");
    }
    Optional<AccountRef> author = home.account(Json.text(account, "acct"));
    String accountId = Json.text(account, "id");
    if (author.isEmpty() || accountId == null || !plain(accountId, LONGEST_ID)) {
      return bad(RejectReason.NO_ACCOUNT, "a status needs account.id and account.acct");
    }
    if (created == null) {
      return bad(RejectReason.NO_TIMESTAMP, "no created_at");
    }
    Instant at = time(created);
    if (at == null) {
      return bad(RejectReason.BAD_TIMESTAMP, "created_at is no time of ISO 8601");
    }
    if (at.isBefore(FIRST_SERVER) || at.isAfter(now.plus(MOST_AHEAD))) {
      return bad(RejectReason.TIME_OUT_OF_RANGE, "created_at is before 2016 or in the future");
    }
    JsonNode reblog = Json.at(node, "reblog");
    PostRef repostOf = reblog == null ? null : reference(reblog, home);
    if (reblog != null && repostOf == null) {
      return bad(RejectReason.BAD_VALUE, "a boost of nothing that can be named");
    }
    String edited = Json.text(node, "edited_at");
    Instant editedAt = edited == null ? null : time(edited);
    PostSeen post =
        repostOf != null
            ? repost(node, uri, author.get(), at, seen(at, editedAt, now), repostOf)
            : post(node, uri, author.get(), at, seen(at, editedAt, now), home);
    String replyTo = Json.text(node, "in_reply_to_id");
    boolean searchable = Json.flag(account, "indexable") && !Json.flag(account, "noindex");
    return new Status.Good(
        new Status(
            id,
            accountId,
            post,
            editedAt,
            replyTo == null || !plain(replyTo, LONGEST_ID) ? null : replyTo,
            searchable));
  }

  private static Instant seen(Instant created, @Nullable Instant edited, Instant now) {
    boolean isHistory = created.isBefore(now.minus(RECENT));
    return !isHistory ? now : edited != null && edited.isBefore(now) ? edited : created;
  }

  private static PostSeen repost(
      JsonNode node, String uri, AccountRef author, Instant at, Instant seen, PostRef of) {
    return new PostSeen(
        Network.MASTODON,
        uri,
        author,
        name(Json.at(node, "account")),
        count(Json.at(node, "account"), "followers_count"),
        at,
        seen,
        "", // the text is somebody else's
        null,
        PostKind.REPOST,
        null,
        null,
        of,
        new Entities(List.of(), List.of(), List.of()),
        0,
        Engagement.UNKNOWN, // counts of a boost are those of what it repeats
        false);
  }

  private static PostSeen post(
      JsonNode node, String uri, AccountRef author, Instant at, Instant seen, HomeServer home) {
    String content = Json.text(node, "content");
    StatusText text = StatusText.of(content == null ? "" : content);
    String warning = Json.text(node, "spoiler_text");
    String whole =
        warning == null ? text.text() : StatusText.of(warning).text() + "\n\n" + text.text();
    PostRef quoteOf = quote(Json.at(node, "quote"), home);
    boolean isReply = Json.text(node, "in_reply_to_id") != null;
    JsonNode media = Json.at(node, "media_attachments");
    return new PostSeen(
        Network.MASTODON,
        uri,
        author,
        name(Json.at(node, "account")),
        count(Json.at(node, "account"), "followers_count"),
        at,
        seen,
        cut(whole.strip(), PostSeen.MAX_TEXT),
        language(Json.text(node, "language")),
        isReply ? PostKind.REPLY : quoteOf != null ? PostKind.QUOTE : PostKind.ORIGINAL,
        isReply ? answered(node, author, home) : null,
        quoteOf,
        null,
        new Entities(
            mentions(Json.at(node, "mentions"), home), tags(Json.at(node, "tags")), text.links()),
        media != null && media.isArray() ? media.size() : 0,
        new Engagement(
            count(node, "favourites_count"),
            count(node, "reblogs_count"),
            count(node, "replies_count"),
            count(node, "quotes_count"),
            null),
        false);
  }

  /** Whose post is answered: the author's own, or that of somebody mentioned. */
  private static @Nullable PostRef answered(JsonNode node, AccountRef author, HomeServer home) {
    String to = Json.text(node, "in_reply_to_account_id");
    if (to == null) {
      return null;
    }
    if (to.equals(Json.text(Json.at(node, "account"), "id"))) {
      return new PostRef(null, author);
    }
    JsonNode mentions = Json.at(node, "mentions");
    if (mentions != null && mentions.isArray()) {
      for (JsonNode mention : mentions) {
        if (to.equals(Json.text(mention, "id"))) {
          return home.account(Json.text(mention, "acct"))
              .map(account -> new PostRef(null, account))
              .orElse(null);
        }
      }
    }
    return null;
  }

  /** Since Mastodon 4.5; a quote that is pending, refused or deleted shows nothing. */
  private static @Nullable PostRef quote(@Nullable JsonNode quote, HomeServer home) {
    JsonNode quoted = Json.at(quote, "quoted_status");
    return quoted == null || !quoted.isObject() ? null : reference(quoted, home);
  }

  /** A status within another, or asked for by itself, as what it is to others. */
  static @Nullable PostRef reference(JsonNode status, HomeServer home) {
    String uri = Json.text(status, "uri");
    uri = uri == null ? Json.text(status, "url") : uri;
    String named = uri == null || !plain(uri, LONGEST_ADDRESS) ? null : uri;
    AccountRef author = home.account(Json.text(Json.at(status, "account"), "acct")).orElse(null);
    return named == null && author == null ? null : new PostRef(named, author);
  }

  private static @Nullable List<AccountRef> mentions(@Nullable JsonNode mentions, HomeServer home) {
    if (mentions == null || !mentions.isArray()) {
      return null;
    }
    List<AccountRef> all = new ArrayList<>();
    for (JsonNode mention : mentions) {
      home.account(Json.text(mention, "acct")).ifPresent(all::add);
    }
    return all;
  }

  private static @Nullable List<String> tags(@Nullable JsonNode tags) {
    if (tags == null || !tags.isArray()) {
      return null;
    }
    List<String> all = new ArrayList<>();
    for (JsonNode tag : tags) {
      String name = Json.text(tag, "name");
      String bare = name == null ? "" : name.startsWith("#") ? name.substring(1) : name;
      if (!bare.isBlank() && plain(bare, LONGEST_ID)) {
        all.add(bare);
      }
    }
    return all;
  }

  /** The name that the account gives itself, else its user name. */
  static @Nullable String name(@Nullable JsonNode account) {
    String name = Json.text(account, "display_name");
    String plain = (name == null ? "" : CONTROL.matcher(name).replaceAll(" ")).strip();
    return !plain.isEmpty() ? cut(plain, LONGEST_ID) : Json.text(account, "username");
  }

  /** A count, null where none is told: some servers write -1 for what they hide. */
  static @Nullable Long count(@Nullable JsonNode node, String key) {
    JsonNode value = Json.at(node, key);
    return value == null
            || !value.canConvertToLong()
            || !value.isIntegralNumber()
            || value.asLong() < 0
        ? null
        : value.asLong();
  }

  static @Nullable Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable String language(@Nullable String tag) {
    if (tag == null) {
      return null;
    }
    String lower = tag.toLowerCase(Locale.ROOT).replace('_', '-');
    return LANGUAGE.matcher(lower).matches() ? lower : null;
  }

  private static boolean plain(String text, int longest) {
    return text.length() <= longest && !CONTROL.matcher(text).find();
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  private static Status.Read bad(RejectReason why, String detail) {
    return new Status.Bad(new Parsed.Rejected(why, detail));
  }
}
