package org.chancery.core.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A place where posts are published. The order is stored: append only. */
public enum Network {
  BLUESKY,
  MASTODON,
  X,
  FEED,
  TELEGRAM,
  YOUTUBE,
  FACEBOOK,
  INSTAGRAM;

  private static final Map<String, Network> BY_SLUG =
      Arrays.stream(values()).collect(Collectors.toMap(Network::slug, Function.identity()));

  private final String slug = name().toLowerCase(Locale.ROOT);

  /** The name used in files, the API and the URL: lower case. */
  public String slug() {
    return slug;
  }

  /** The network of a slug, empty when there is none of that name. */
  public static Optional<Network> find(String slug) {
    return Optional.ofNullable(BY_SLUG.get(slug));
  }

  /** All slugs, comma-separated, for messages. */
  public static String slugs() {
    return Arrays.stream(values()).map(Network::slug).collect(Collectors.joining(", "));
  }
}
