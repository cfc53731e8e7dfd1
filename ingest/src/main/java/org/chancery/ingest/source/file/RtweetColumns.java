package org.chancery.ingest.source.file;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of rtweet, by their names of today and of older versions. */
final class RtweetColumns {
  private static final Map<String, List<String>> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("status_id", List.of("id_str", "id")),
          Map.entry("text", List.of("full_text")),
          Map.entry("user_id", List.of("user_id_str")),
          Map.entry("reply_to_status_id", other("in_reply_to_status", "status_id")),
          Map.entry("reply_to_user_id", other("in_reply_to_status", "user_id")),
          Map.entry("reply_to_screen_name", other("in_reply_to_status", "screen_name")),
          Map.entry("is_quote", List.of("is_quote_status")),
          Map.entry("quoted_status_id", List.of("quote_status_id", "quoted_status_id_str")),
          Map.entry("retweet_status_id", List.of("retweet_id", "retweeted_status_id")),
          Map.entry("urls_expanded_url", List.of("urls_expanded", "urls_expanded_urls", "urls")),
          Map.entry("mentions_screen_name", List.of("mentions_screen_names")),
          Map.entry("mentions_user_id", List.of("mentions_user_ids")),
          Map.entry("favorite_count", List.of("favourite_count")),
          Map.entry("ext_media_url", List.of("ext_media_expanded_url")),
          Map.entry("media_url", List.of("media_expanded_url")));

  private final Map<String, Integer> places = new HashMap<>();

  RtweetColumns(List<String> header) {
    for (int i = 0; i < header.size(); i++) {
      places.putIfAbsent(header.get(i), i);
    }
    OTHER_NAMES.forEach(
        (name, others) -> {
          for (String other : others) {
            if (!places.containsKey(name) && places.containsKey(other)) {
              places.put(name, places.get(other));
            }
          }
        });
  }

  /** Versions before 0.6 and from 1.0 on. */
  private static List<String> other(String old, String last) {
    return List.of(old + "_" + last, "in_reply_to_" + last, "in_reply_to_" + last + "_str");
  }

  boolean has(String name) {
    return places.containsKey(name);
  }

  /** The field as it stands; null where the file has no such column or the row is NA or empty. */
  @Nullable String text(List<String> row, String name) {
    Integer place = places.get(name);
    String value = place == null ? null : row.get(place);
    return value == null || value.isEmpty() || value.equals("NA") ? null : value;
  }

  /** An id without the x that keeps spreadsheets from rounding it. */
  @Nullable String id(List<String> row, String name) {
    String value = text(row, name);
    return value == null ? null : bare(value);
  }

  static String bare(String id) {
    return id.length() > 1 && id.charAt(0) == 'x' && Character.isDigit(id.charAt(1))
        ? id.substring(1)
        : id;
  }

  /** Whether a header is that of rtweet. */
  static boolean recognises(List<String> header) {
    RtweetColumns columns = new RtweetColumns(header);
    return columns.has("status_id")
        && header.contains("screen_name")
        && columns.has("text")
        && header.contains("created_at")
        && (header.contains("is_retweet") || header.contains("display_text_width"));
  }
}
