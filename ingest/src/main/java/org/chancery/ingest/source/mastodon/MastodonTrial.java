package org.chancery.ingest.source.mastodon;

import java.io.IOException;
import java.time.InstantSource;
import org.chancery.ingest.egress.Egress;
import org.chancery.ingest.source.file.Json;
import tools.jackson.databind.JsonNode;

/** Asks the server of an account once and says in words what came. Nothing is remembered. */
public final class MastodonTrial {
  private MastodonTrial() {}

  /**
   * What came.
   *
   * @param words one line, without text of the answer
   */
  public record Found(boolean fine, String words) {}

  /**
   * Asks.
   *
   * @param account {@code @user@host}
   */
  public static Found of(
      String account, MastodonSettings settings, Egress egress, InstantSource clock) {
    String domain = HomeServer.domainOf(account);
    MastodonSettings.Server server = settings.of(domain);
    if (!server.asked()) {
      return new Found(true, "not asked: so set");
    }
    try {
      ServerTalk talk =
          new ServerTalk(
              egress, clock, domain, server, !settings.names(domain), Tokens.read(server.token()));
      String user = HomeServer.userOf(account);
      talk.locate(user);
      JsonNode found = talk.json("/api/v1/accounts/lookup?acct=" + ServerTalk.encoded(user));
      String id = Json.text(found, "id");
      if (id == null) {
        return new Found(false, "its server tells of no account");
      }
      JsonNode statuses =
          talk.json("/api/v1/accounts/%s/statuses?limit=1".formatted(ServerTalk.encoded(id)));
      boolean isRead = statuses.isArray();
      return new Found(isRead, isRead ? "its statuses can be read" : "its statuses are no list");
    } catch (NoAnswerException e) {
      return new Found(false, e.line());
    } catch (IOException e) {
      return new Found(false, "the token cannot be read: " + e.getMessage());
    }
  }
}
