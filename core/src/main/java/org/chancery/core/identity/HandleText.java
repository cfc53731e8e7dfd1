package org.chancery.core.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chancery.core.event.Network;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a handle that its bearer chose.
 *
 * @param names what is compared: the user name, the registered label, the label before it
 * @param domain of a Bluesky handle
 * @param host of a Mastodon handle
 */
record HandleText(List<Form> names, @Nullable Domain domain, @Nullable String host) {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 300;

  static Optional<HandleText> of(Network network, String handle) {
    if (handle.length() > LONGEST) {
      return Optional.empty();
    }
    return switch (network) {
      case BLUESKY -> Domain.of(handle).map(HandleText::ofDomain).or(() -> plain(handle));
      case MASTODON -> ofUserAtHost(handle);
      case X, TELEGRAM, INSTAGRAM -> plain(handle);
      case FEED, YOUTUBE, FACEBOOK -> Optional.empty(); // addresses and page ids, no handles
    };
  }

  private static Optional<HandleText> plain(String handle) {
    return Optional.of(new HandleText(List.of(Form.of(handle)), null, null));
  }

  private static HandleText ofDomain(Domain domain) {
    List<Form> names = new ArrayList<>(2);
    if (domain.hosted() && !domain.under().isEmpty()) {
      names.add(Form.of(domain.under() + "." + domain.label()));
    } else {
      names.add(Form.of(domain.label()));
      int first = domain.under().indexOf('.');
      String account = first < 0 ? domain.under() : domain.under().substring(0, first);
      if (account.length() > SHORTEST && !domain.hosted()) {
        names.add(Form.of(account));
      }
    }
    return new HandleText(names, domain, null);
  }

  private static Optional<HandleText> ofUserAtHost(String handle) {
    String bare = handle.startsWith("@") ? handle.substring(1) : handle;
    int at = bare.indexOf('@');
    return at < 0
        ? plain(bare)
        : Optional.of(
            new HandleText(List.of(Form.of(bare.substring(0, at))), null, bare.substring(at + 1)));
  }
}
