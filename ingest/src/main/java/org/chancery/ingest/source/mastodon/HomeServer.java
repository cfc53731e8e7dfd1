package org.chancery.ingest.source.mastodon;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chancery.core.decode.Handles;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.jspecify.annotations.Nullable;

/**
 * A server as accounts are named on it. Accounts are known by {@code @user@host}, folded: an id of
 * the API is one server's own, and neither mentions nor older servers tell the ActivityPub address.
 * Immutable.
 *
 * @param domain behind the second {@code @} of its accounts
 * @param base where its API is: another host where the domain only points to it
 */
record HomeServer(String domain, URI base) {
  private static final Pattern AUTHORITY =
      Pattern.compile("https?://([^/?#@\\\\]+)(?:[/?#].*)?|tag:([^,/?#@]+),.*", Pattern.DOTALL);

  HomeServer {
    domain = domain.toLowerCase(Locale.ROOT);
  }

  /** The server of a listed handle, by its domain. */
  static HomeServer of(String domain) {
    return new HomeServer(domain, URI.create("https://" + domain.toLowerCase(Locale.ROOT)));
  }

  /** The domain in {@code @user@host}. */
  static String domainOf(String handle) {
    return handle.substring(handle.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
  }

  /** The user in {@code @user@host}. */
  static String userOf(String handle) {
    return handle.substring(1, handle.lastIndexOf('@'));
  }

  /**
   * The account that this server calls so: without a host its own. Empty where that is no name.
   *
   * @param acct as {@code acct} has it, {@code user} or {@code user@host}
   */
  Optional<AccountRef> account(@Nullable String acct) {
    if (acct == null) {
      return Optional.empty();
    }
    int at = acct.lastIndexOf('@');
    String user = (at < 0 ? acct : acct.substring(0, at)).toLowerCase(Locale.ROOT);
    String host = at < 0 ? domain : acct.substring(at + 1).toLowerCase(Locale.ROOT);
    String handle = "@" + user + "@" + (isOwnHost(host) ? domain : host);
    return Handles.valid(Network.MASTODON, handle)
        ? Optional.of(AccountRef.byHandle(Network.MASTODON, handle))
        : Optional.empty();
  }

  /** Whether this server speaks for the account. */
  boolean isOwn(AccountRef account) {
    return account.handle() != null && domainOf(account.handle()).equals(domain);
  }

  /** Where its posts lie, host and port, if that is another than the domain of its accounts. */
  Optional<String> elsewhere() {
    String host = String.valueOf(base.getAuthority()).toLowerCase(Locale.ROOT);
    return host.equals(domain) ? Optional.empty() : Optional.of(host);
  }

  /** Whether an address can have been given by this server. */
  boolean gave(String address) {
    Matcher authority = AUTHORITY.matcher(address);
    if (!authority.matches()) {
      return false;
    }
    String host = authority.group(1) == null ? authority.group(2) : authority.group(1);
    return isOwnHost(host.toLowerCase(Locale.ROOT));
  }

  private boolean isOwnHost(String host) {
    return host.equals(domain)
        || host.equalsIgnoreCase(base.getAuthority())
        || host.equalsIgnoreCase(base.getHost());
  }
}
