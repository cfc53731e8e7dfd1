package org.chancery.ingest.source.x;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which fields are asked for. The document names them in two ways: streams by the old words, tweet
 * and retweet, what is asked page by page by the new ones. Places are never asked for.
 */
final class XQueries {
  private static final String USERS = "id,name,username,public_metrics";

  private XQueries() {}

  static Map<String, String> stream() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(
        "tweet.fields",
        "attachments,author_id,created_at,edit_history_tweet_ids,entities,id,in_reply_to_user_id,"
            + "lang,note_tweet,public_metrics,referenced_tweets,text");
    fields.put(
        "expansions",
        "author_id,in_reply_to_user_id,referenced_tweets.id,referenced_tweets.id.author_id");
    fields.put("user.fields", USERS);
    return fields;
  }

  static Map<String, String> posts() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(
        "post.fields", "attachments,created_at,entities,id,lang,note_post,public_metrics,text");
    fields.put(
        "expansions", "author_id,edit_history_post_ids,in_reply_to_user_id,referenced_posts");
    fields.put("user.fields", USERS);
    return fields;
  }

  static Map<String, String> users() {
    return new LinkedHashMap<>(Map.of("user.fields", USERS));
  }
}
