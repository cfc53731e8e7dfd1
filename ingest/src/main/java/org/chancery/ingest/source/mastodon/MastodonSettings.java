package org.chancery.ingest.source.mastodon;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the operator wants of Mastodon. Immutable.
 *
 * @param from how far back the past of an account is read
 * @param servers by domain, those for which something else holds than {@link Server#USUAL}
 */
public record MastodonSettings(Instant from, Map<String, Server> servers) {

  /** How streams come, if at all. */
  public enum Streaming {
    NONE,
    SSE,
    WEBSOCKET
  }

  /**
   * One server.
   *
   * @param base where its API is; null to find it by its domain
   * @param streaming needs a token on nearly every server
   * @param streams as Mastodon calls them: {@code user}, {@code public}, {@code public:local},
   *     {@code hashtag:WORD}
   * @param token a file with nothing but the token; null for none
   * @param trusted whether it is believed what listed accounts of other servers post; else only
   *     their own servers are
   * @param asked whether it is asked at all
   */
  public record Server(
      @Nullable URI base,
      Streaming streaming,
      List<String> streams,
      @Nullable Path token,
      boolean trusted,
      boolean asked) {
    public static final Server USUAL =
        new Server(null, Streaming.NONE, List.of(), null, false, true);

    public Server {
      streams = List.copyOf(streams);
      for (String stream : streams) {
        if (!stream.matches(
            "user|public|public:local|public:remote|hashtag:[\\p{L}\\p{N}_]{1,100}")) {
          throw new IllegalArgumentException(
              "%s is no stream; streams are user, public, public:local, public:remote, hashtag:WORD"
                  .formatted(stream));
        }
      }
    }
  }

  public MastodonSettings {
    Map<String, Server> folded = new TreeMap<>();
    servers.forEach((domain, server) -> folded.put(domain.toLowerCase(Locale.ROOT), server));
    servers = Map.copyOf(folded);
  }

  /** All posts that servers keep of listed accounts, no streams. */
  public static MastodonSettings usual() {
    return new MastodonSettings(Instant.EPOCH, Map.of());
  }

  Server of(String domain) {
    return servers.getOrDefault(domain, Server.USUAL);
  }

  /** Whether the operator named the server: then it is asked as by any client, not by a robot. */
  boolean names(String domain) {
    return servers.containsKey(domain);
  }
}
