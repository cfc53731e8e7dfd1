package org.chancery.core.decode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;

/** One pass over one text. Not thread-safe, used once. */
final class EntityScanner {
  private final Network network;
  private final String text;
  private final Map<String, String> mentions = new LinkedHashMap<>();
  private final Map<String, String> hashtags = new LinkedHashMap<>();
  private final Map<String, String> links = new LinkedHashMap<>();

  EntityScanner(Network network, String text) {
    this.network = network;
    this.text = text;
  }

  TextEntities scan() {
    int i = 0;
    while (i < text.length()) {
      i =
          switch (text.charAt(i)) {
            case '@', '＠' -> mention(i);
            case '#', '＃' -> hashtag(i);
            case 'h', 'H' -> link(i);
            default -> i + 1;
          };
    }
    return new TextEntities(
        new ArrayList<>(mentions.values()),
        new ArrayList<>(hashtags.values()),
        new ArrayList<>(links.values()));
  }

  /** Each reader returns where to go on, always further than {@code at}. */
  private int link(int at) {
    int end = LinkScanner.mayBegin(text, at) ? LinkScanner.linkEnd(text, at) : -1;
    if (end < 0) {
      return at + 1;
    }
    String link = text.substring(at, end);
    keep(links, link, link);
    return end;
  }

  private int hashtag(int at) {
    int end = HashtagRule.end(text, at);
    if (end < 0) {
      return at + 1;
    }
    String tag = text.substring(at + 1, end);
    String folded = Hashtags.fold(tag);
    if (!folded.isEmpty()) {
      keep(hashtags, folded, tag);
    }
    return end;
  }

  private int mention(int at) {
    int end =
        switch (network) {
          case X, TELEGRAM, INSTAGRAM, YOUTUBE -> MentionRule.plainEnd(network, text, at);
          case BLUESKY -> MentionRule.blueskyEnd(text, at);
          case MASTODON -> MentionRule.mastodonEnd(text, at);
          case FACEBOOK, FEED -> -1;
        };
    if (end < 0) {
      return at + 1;
    }
    int from = network == Network.MASTODON ? at : at + 1;
    String handle = text.substring(from, end);
    keep(mentions, AccountRef.fold(handle), handle);
    return end;
  }

  private static void keep(Map<String, String> found, String key, String asWritten) {
    if (found.size() < TextEntities.MAX_EACH) {
      found.putIfAbsent(key, asWritten);
    }
  }
}
