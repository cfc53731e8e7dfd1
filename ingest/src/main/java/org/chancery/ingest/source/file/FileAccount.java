package org.chancery.ingest.source.file;

import java.util.Locale;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;

/** Whose posts a file holds, as a person says it: {@code telegram:mfa_example}. */
public final class FileAccount {
  private FileAccount() {}

  /**
   * Reads {@code network:handle}.
   *
   * @throws IllegalArgumentException in words
   */
  public static AccountRef parse(String given) {
    int colon = given.indexOf(':');
    Network network =
        Network.find(colon < 0 ? "" : given.substring(0, colon).toLowerCase(Locale.ROOT))
            .orElse(null);
    AccountRef account =
        network == null ? null : Networks.account(network, null, given.substring(colon + 1));
    if (account == null) {
      throw new IllegalArgumentException(
          "an account is network:handle with a network of %s, was %s"
              .formatted(Network.slugs(), Texts.quote(given)));
    }
    return account;
  }
}
