package org.chancery.ingest.source.file;

import java.util.List;

/** The keys that a column map may have: the names of the neutral events. */
final class MapKeys {
  static final List<String> NEUTRAL =
      List.of(
          "network",
          "id",
          "account.id",
          "account.handle",
          "account.name",
          "account.followers",
          "created",
          "seen",
          "text",
          "lang",
          "kind",
          "reply_to.id",
          "reply_to.account.id",
          "reply_to.account.handle",
          "quote_of.id",
          "quote_of.account.id",
          "quote_of.account.handle",
          "repost_of.id",
          "repost_of.account.id",
          "repost_of.account.handle",
          "mentions",
          "hashtags",
          "links",
          "media",
          "engagement.likes",
          "engagement.reposts",
          "engagement.replies",
          "engagement.quotes",
          "engagement.views");

  /** How the file is written. */
  static final List<String> FILE =
      List.of("format", "separator", "quote", "encoding", "created_pattern");

  static final List<String> REQUIRED = List.of("network", "id", "created", "text");

  private MapKeys() {}
}
