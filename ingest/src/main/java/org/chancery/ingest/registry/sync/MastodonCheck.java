package org.chancery.ingest.registry.sync;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.chancery.core.registry.AccountRow;
import org.chancery.ingest.egress.Ask;
import org.chancery.ingest.egress.Outcome;
import org.chancery.ingest.registry.Wording;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks an account's own server for it: WebFinger (RFC 7033), which every server of the fediverse
 * has, then Mastodon's {@code /api/v1/accounts/lookup} for an account that has moved. The registry
 * knows such accounts by {@code @user@host}; ids of one server are told, not taken over.
 * Thread-safe.
 */
final class MastodonCheck {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Asking asking;
  private final Addresses addresses;

  MastodonCheck(Asking asking, Addresses addresses) {
    this.asking = asking;
    this.addresses = addresses;
  }

  Learnt check(AccountRow account) {
    String address = account.handle().substring(1);
    String host = address.substring(address.indexOf('@') + 1);
    String user = address.substring(0, address.indexOf('@'));
    String base = addresses.site().apply(host);
    Outcome finger =
        asking.fetch(
            Ask.api(base + "/.well-known/webfinger?resource=" + encoded("acct:" + address))
                .with("accept", "application/jrd+json"));
    if (!(finger instanceof Outcome.Answered answer)) {
      return none(account, Asking.why(finger));
    }
    if (answer.status() == 404 || answer.status() == 410) {
      return new Learnt(
          account, Learnt.Result.GONE, null, "its server knows no such account", source(host));
    }
    String subject = text(answer, "subject");
    if (answer.status() != 200 || !subject.startsWith("acct:")) {
      return none(account, Asking.why(answer) + ", no subject in the answer");
    }
    if (!subject.equalsIgnoreCase("acct:" + address)) {
      String now = "@" + subject.substring("acct:".length());
      return new Learnt(
          account, Learnt.Result.MOVED, now, "is called " + Wording.shown(now), source(host));
    }
    return lookup(account, base, host, user);
  }

  private Learnt lookup(AccountRow account, String base, String host, String user) {
    Outcome asked = asking.fetch(Ask.api(base + "/api/v1/accounts/lookup?acct=" + encoded(user)));
    if (asked instanceof Outcome.Answered answer && answer.status() == 200) {
      try {
        JsonNode json = JSON.readTree(answer.body());
        String moved = json.path("moved").path("acct").asString("");
        if (!moved.isEmpty()) {
          String now = "@" + (moved.contains("@") ? moved : moved + "@" + host);
          return new Learnt(
              account,
              Learnt.Result.MOVED,
              now,
              "has moved to " + Wording.shown(now),
              source(host));
        }
        if (json.path("suspended").asBoolean(false)) {
          return new Learnt(
              account, Learnt.Result.GONE, null, "its server has suspended it", source(host));
        }
      } catch (JacksonException e) {
        return none(account, "the answer of the server is no JSON");
      }
    }
    return new Learnt(account, Learnt.Result.CONFIRMED, null, "its server knows it", source(host));
  }

  private static String text(Outcome.Answered answer, String key) {
    try {
      return JSON.readTree(answer.body()).path(key).asString("");
    } catch (JacksonException e) {
      return "";
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String source(String host) {
    return "https://%s/.well-known/webfinger".formatted(host);
  }

  private static Learnt none(AccountRow account, String why) {
    return new Learnt(account, Learnt.Result.NO_ANSWER, null, why, "");
  }
}
