package org.chancery.ingest.source.bluesky;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.chancery.ingest.egress.TextRecords;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks servers of the AT protocol for records. Thread-safe. */
final class Records {
  private static final int MOST_BYTES = 8 << 20;
  private static final int PAGE = 100;

  private final Ways.Web web;
  private final @Nullable URI service;
  private final Identities identities;

  Records(Ways.Web web, @Nullable URI service, URI directory) {
    this.web = web;
    this.service = service == null ? null : Identities.origin(service);
    this.identities = new Identities(web, TextRecords.NONE, service, directory);
  }

  /**
   * The server that keeps an account.
   *
   * @throws IOException when the DID names none
   */
  URI serverOf(String did) throws IOException {
    URI server = identities.ofDid(did).pds();
    if (server == null) {
      throw new IOException("its document names no server");
    }
    return server;
  }

  /**
   * A page of the records of a collection, newest first.
   *
   * @param cursor as the page before gave it, empty for the first
   * @return an object with {@code records} and, unless it is the last page, a {@code cursor}
   */
  JsonNode page(URI server, String did, String collection, String cursor) throws IOException {
    String more = cursor.isEmpty() ? "" : "&cursor=" + Identities.encoded(cursor);
    return json(
        "%s/xrpc/com.atproto.repo.listRecords?repo=%s&collection=%s&limit=%d%s"
            .formatted(server, Identities.encoded(did), collection, PAGE, more),
        identities.teller(did, server));
  }

  /** Followers of an account; empty without a service or where it does not tell: a PDS does not. */
  Optional<Long> followers(String did) {
    if (service == null) {
      return Optional.empty();
    }
    try {
      JsonNode count =
          json(service + "/xrpc/app.bsky.actor.getProfile?actor=" + Identities.encoded(did))
              .path("followersCount");
      return count.isIntegralNumber() ? Optional.of(count.asLong()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private JsonNode json(String url) throws IOException {
    return json(url, null);
  }

  private JsonNode json(String url, @Nullable String toldBy) throws IOException {
    Ways.Answer answer = web.get(url, toldBy, MOST_BYTES);
    if (answer.status() != 200) {
      throw new IOException("answer " + answer.status());
    }
    return Identities.tree(answer.body());
  }
}
