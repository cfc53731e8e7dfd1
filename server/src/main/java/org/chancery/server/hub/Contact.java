package org.chancery.server.hub;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where whoever runs a hub is reached: by owners of servers that it asks, and by readers who found
 * an error. Immutable.
 *
 * @param link {@code mailto:…}, {@code https://…} or {@code http://…}; safe to be followed
 */
public record Contact(String link) {
  private static final Pattern MAIL =
      Pattern.compile(
          "[\\w.!#$'*+/=^`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?");
  private static final int LONGEST = 500;

  /** A mail address, with or without {@code mailto:}, or the address of a page; else empty. */
  public static Optional<Contact> of(String text) {
    String plain = text.strip();
    String mail = plain.startsWith("mailto:") ? plain.substring("mailto:".length()) : plain;
    if (MAIL.matcher(mail).matches()) {
      return Optional.of(new Contact("mailto:" + mail));
    }
    return isPage(plain) ? Optional.of(new Contact(plain)) : Optional.empty();
  }

  private static boolean isPage(String text) {
    try {
      URI page = URI.create(text);
      return text.length() <= LONGEST
          && page.getScheme() != null
          && List.of("https", "http").contains(page.getScheme())
          && page.getHost() != null
          && page.getRawUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
