package org.chancery.core.decode;

import java.util.List;
import org.chancery.core.event.Network;

/**
 * Mentions, hashtags and links read from a text whose source gives none. Each once, in the order of
 * first appearance, written as there. Immutable.
 *
 * <p>Rules, written from the networks' documentation:
 *
 * <ul>
 *   <li>Mentions, X (twitter-text 3.1): {@code @} or {@code ＠} and 1 to 15 of {@code A-Za-z0-9_},
 *       not after one of those or {@code @ # $ % & *} (but {@code RT@} and {@code RT:@} count), not
 *       before another {@code @}, an accented Latin letter or {@code ://}. Telegram, Instagram and
 *       YouTube the same with their own letters.
 *   <li>Mentions, Bluesky (atproto's detect-facets): a domain name after {@code @}, at the
 *       beginning, after white space or an opening bracket.
 *   <li>Mentions, Mastodon: {@code @user@host}, not inside a word or address. {@code @user} alone
 *       is none here, since its host is not in the text.
 *   <li>Hashtags, everywhere X's rule: {@code #} or {@code ＃} and letters, marks, digits, {@code _}
 *       and some joiners of any script, not digits only, not after such a character or {@code &},
 *       not before another {@code #} or {@code ://}; at most 140 code points.
 *   <li>Links: {@code http://} and {@code https://} addresses without the sentence's punctuation.
 *       Nothing inside a link is a mention or a hashtag.
 * </ul>
 *
 * @param mentions handles without {@code @}; on Mastodon {@code @user@host}
 * @param hashtags without {@code #}
 * @param links as written
 */
public record TextEntities(List<String> mentions, List<String> hashtags, List<String> links) {
  /** Of each sort the first thousand: no honest text has more. */
  public static final int MAX_EACH = 1_000;

  public TextEntities {
    mentions = List.copyOf(mentions);
    hashtags = List.copyOf(hashtags);
    links = List.copyOf(links);
  }

  /** Reads a text of any length and content in linear time. */
  public static TextEntities read(Network network, String text) {
    return new EntityScanner(network, text).scan();
  }
}
