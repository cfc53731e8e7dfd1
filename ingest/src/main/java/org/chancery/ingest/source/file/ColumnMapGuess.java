package org.chancery.ingest.source.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chancery.core.event.Network;

/**
 * A column map that was guessed from names and values: to be shown to a person and confirmed, never
 * used silently.
 *
 * @param columns what was found, by neutral name
 * @param missing required keys for which nothing was found
 */
public record ColumnMapGuess(FileFormat format, Map<String, String> columns, List<String> missing) {
  /** Names that files give to what a post has, the likeliest first; compared without case. */
  private static final List<Map.Entry<String, List<String>>> NAMES =
      List.of(
          Map.entry(
              "id",
              List.of(
                  "id_str",
                  "id",
                  "tweet_id",
                  "tweetid",
                  "status_id",
                  "post_id",
                  "postid",
                  "uri",
                  "message_id",
                  "video_id",
                  "guid",
                  "url")),
          Map.entry(
              "account.id",
              List.of(
                  "account.id",
                  "user.id_str",
                  "user.id",
                  "author.id",
                  "author_id",
                  "user_id",
                  "userid",
                  "account_id",
                  "channel_id",
                  "author.did",
                  "did")),
          Map.entry(
              "account.handle",
              List.of(
                  "account.handle",
                  "user.screen_name",
                  "author.username",
                  "author.handle",
                  "account.acct",
                  "screen_name",
                  "user_screen_name",
                  "username",
                  "user_name",
                  "handle",
                  "author",
                  "user",
                  "account",
                  "channel",
                  "from_user",
                  "page")),
          Map.entry(
              "account.name",
              List.of(
                  "account.name",
                  "user.name",
                  "author.name",
                  "display_name",
                  "name",
                  "user_display_name",
                  "channel_title")),
          Map.entry(
              "account.followers",
              List.of(
                  "account.followers",
                  "user.followers_count",
                  "followers_count",
                  "followers",
                  "follower_count")),
          Map.entry(
              "created",
              List.of(
                  "created_at",
                  "created",
                  "tweet_time",
                  "date",
                  "datetime",
                  "timestamp",
                  "time",
                  "published",
                  "published_at",
                  "creation_time",
                  "indexed_at")),
          Map.entry(
              "text",
              List.of(
                  "full_text",
                  "text",
                  "tweet_text",
                  "content",
                  "body",
                  "message",
                  "tweet",
                  "post",
                  "description",
                  "title",
                  "record.text")),
          Map.entry("lang", List.of("lang", "language", "tweet_language")),
          Map.entry(
              "reply_to.id",
              List.of(
                  "in_reply_to_status_id_str",
                  "in_reply_to_status_id",
                  "in_reply_to_tweetid",
                  "reply_to_status_id",
                  "in_reply_to_id")),
          Map.entry(
              "reply_to.account.handle",
              List.of("in_reply_to_screen_name", "reply_to_screen_name")),
          Map.entry(
              "repost_of.id",
              List.of(
                  "retweeted_status.id_str",
                  "retweeted_status_id",
                  "retweet_tweetid",
                  "retweet_status_id",
                  "retweeted_tweet_id",
                  "reblog.id")),
          Map.entry(
              "quote_of.id",
              List.of("quoted_status_id_str", "quoted_status_id", "quoted_tweet_tweetid")),
          Map.entry("hashtags", List.of("hashtags", "entities.hashtags", "tags")),
          Map.entry("links", List.of("urls", "links", "expanded_urls", "urls_expanded_url")),
          Map.entry(
              "engagement.likes",
              List.of(
                  "favorite_count",
                  "favourites_count",
                  "like_count",
                  "likes",
                  "favorites",
                  "favourites",
                  "likecount")),
          Map.entry(
              "engagement.reposts",
              List.of(
                  "retweet_count",
                  "retweets",
                  "repost_count",
                  "reposts",
                  "reblogs_count",
                  "share_count",
                  "shares")),
          Map.entry(
              "engagement.replies",
              List.of("reply_count", "replies", "replies_count", "comment_count", "comments")),
          Map.entry("engagement.quotes", List.of("quote_count", "quotes")),
          Map.entry(
              "engagement.views",
              List.of("view_count", "views", "impression_count", "impressions")));

  public ColumnMapGuess {
    columns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    missing = List.copyOf(missing);
  }

  /**
   * Guesses a map.
   *
   * @param sample columns or JSON paths with one value of each, in the order of the file
   */
  public static ColumnMapGuess propose(FileFormat format, Map<String, String> sample) {
    Map<String, String> columns = new LinkedHashMap<>();
    network(sample).ifPresent(network -> columns.put("network", network));
    for (Map.Entry<String, List<String>> names : NAMES) {
      for (String name : names.getValue()) {
        Optional<String> column =
            sample.keySet().stream()
                .filter(c -> c.equalsIgnoreCase(name) && !columns.containsValue(c))
                .findFirst();
        if (column.isPresent() && fits(names.getKey(), sample.get(column.get()))) {
          columns.put(names.getKey(), column.get());
          break;
        }
      }
    }
    List<String> missing =
        new java.util.ArrayList<>(
            MapKeys.REQUIRED.stream().filter(key -> !columns.containsKey(key)).toList());
    if (!columns.containsKey("account.id") && !columns.containsKey("account.handle")) {
      missing.add("account.handle");
    }
    return new ColumnMapGuess(format, columns, missing);
  }

  /** A value of another kind than the name promises speaks against it. */
  private static boolean fits(String key, String value) {
    if (value.isBlank() || value.equals("NA")) {
      return true;
    }
    return switch (key) {
      case "created" -> Times.find(value, null) != null;
      case "account.followers",
          "engagement.likes",
          "engagement.reposts",
          "engagement.replies",
          "engagement.quotes",
          "engagement.views" ->
          value.strip().matches("[0-9]+(\\.0)?");
      case "account.handle" -> !value.strip().contains(" ");
      default -> true;
    };
  }

  private static Optional<String> network(Map<String, String> sample) {
    for (String column : sample.keySet()) {
      String value = sample.get(column).strip().toLowerCase(Locale.ROOT);
      if (column.equalsIgnoreCase("network") || column.equalsIgnoreCase("platform")) {
        return Network.find(value)
            .map(n -> column)
            .or(() -> Optional.of("=x").filter(x -> value.equals("twitter")));
      }
    }
    String names = String.join(" ", sample.keySet()).toLowerCase(Locale.ROOT);
    String values = String.join(" ", sample.values()).toLowerCase(Locale.ROOT);
    if (names.contains("tweet") || names.contains("screen_name") || values.contains("://t.co/")) {
      return Optional.of("=x");
    } else if (values.contains("at://did:")) {
      return Optional.of("=bluesky");
    } else if (values.contains("youtube.com/")) {
      return Optional.of("=youtube");
    } else if (values.contains("://t.me/")) {
      return Optional.of("=telegram");
    }
    return values.matches("(?s).*\\b[0-9]{17,19}\\b.*") ? Optional.of("=x") : Optional.empty();
  }

  /** The map, when nothing that is required is missing. */
  public Optional<ColumnMap> map() {
    return missing.isEmpty()
        ? Optional.of(new ColumnMap(format, columns, null, null, null, null))
        : Optional.empty();
  }

  /** The map as YAML to be looked at and saved, with a line of comment for each gap. */
  public String toYaml() {
    StringBuilder out = new StringBuilder("# A guess. Check each line before it is used.\n");
    ColumnMapYaml.line(out, "format", format.slug());
    columns.forEach((key, column) -> ColumnMapYaml.line(out, key, column));
    for (String key : missing) {
      out.append("# ").append(key).append(": not found, ");
      out.append(
          key.equals("network")
              ? "one of =" + Network.slugs().replace(", ", ", =")
              : "name a column");
      out.append('\n');
    }
    return out.toString();
  }
}
