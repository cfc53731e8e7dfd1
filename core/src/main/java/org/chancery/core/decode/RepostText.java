package org.chancery.core.decode;

import java.util.Optional;

/**
 * A text that by its form repeats another account's post: {@code RT @handle: text}, with or without
 * the colon. The contract's rule is {@code ^RT @([A-Za-z0-9_]{1,15})\b:?}; it is for files that
 * have no repost field.
 *
 * @param handle the account repeated, without {@code @}, as written
 * @param text what follows, without leading white space
 */
public record RepostText(String handle, String text) {
  private static final String MARK = "RT @";

  /** Empty when the text is no repost by the rule. */
  public static Optional<RepostText> find(String text) {
    if (!text.startsWith(MARK)) {
      return Optional.empty();
    }
    int from = MARK.length();
    int to = from;
    while (to < text.length() && Handles.isWord(text.charAt(to))) {
      to++;
    }
    if (to == from || to - from > Handles.MAX_X) {
      return Optional.empty();
    }
    int rest = to < text.length() && text.charAt(to) == ':' ? to + 1 : to;
    return Optional.of(
        new RepostText(text.substring(from, to), text.substring(rest).stripLeading()));
  }
}
