package org.chancery.ingest.egress;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The egress guard over HTTP/1.1. No proxy, no cookies, no stored credentials, no redirects or
 * decompression of the library: all of that is decided here. Names are looked up once for each
 * connection, and the address is checked again by the socket itself when it connects. Thread-safe.
 */
public final class GuardedEgress implements Egress, AutoCloseable {
  private static final int MOST_CONNECTIONS = 128;

  /** Bodies without end that one host may send at the same time. */
  private static final int MOST_STREAMS = 12;

  private static final TimeValue IDLE = TimeValue.ofSeconds(30);

  private final EgressRules rules;
  private final Courtesy courtesy;
  private final Robots robots;
  private final Exchange exchange;
  private final Exchange streams;
  private final Lookup lookup;
  private final CloseableHttpClient client;
  private final CloseableHttpClient streamClient;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("egress-deadline").factory());

  public GuardedEgress(EgressRules rules, InstantSource clock) {
    this(rules, clock, Names.SYSTEM, UnaryOperator.identity());
  }

  /**
   * With names and ways of its own, for tests.
   *
   * @param route where an allowed connection really goes
   */
  GuardedEgress(
      EgressRules rules, InstantSource clock, Names names, UnaryOperator<InetSocketAddress> route) {
    this.rules = rules;
    this.courtesy = new Courtesy(rules.manners(), clock);
    this.lookup = new Lookup(names, rules.address());
    this.client = client(rules, lookup, route, rules.manners().atOnce(), rules.limits().deadline());
    this.streamClient = client(rules, lookup, route, MOST_STREAMS, rules.limits().silence());
    timer.setRemoveOnCancelPolicy(true);
    this.exchange = new Exchange(client, timer, rules.limits(), clock);
    this.streams = new Exchange(streamClient, timer, rules.limits(), clock);
    this.robots = new Robots(at -> fetch(Ask.api(at.toString())), clock);
  }

  /** Sockets that obey the same rule, for clients of other protocols. */
  public GuardedSockets sockets() {
    return new GuardedSockets(rules.address());
  }

  /** Texts of the domain name system, by the same rule. */
  public TextRecords texts() {
    return new DnsTexts(DnsTexts.SYSTEM, rules.address().offline());
  }

  @Override
  public Outcome fetch(Ask ask) {
    Ask.Content content = ask.content();
    return asked(
        ask,
        content == null ? exchange.getting(ask.most()) : exchange.sending(content, ask.most()));
  }

  @Override
  public Opened open(Ask ask, int longestLine) {
    AtomicReference<LineStream> lines = new AtomicReference<>();
    Outcome outcome = asked(ask, streams.opening(longestLine, lines::set));
    return outcome instanceof Outcome.Answered answer && lines.get() != null
        ? new Opened.Flowing(answer.at(), lines.get())
        : new Opened.Shut(outcome);
  }

  private Outcome asked(Ask ask, Exchange.Way way) {
    try {
      return follow(ask, way);
    } catch (RefusedException e) {
      return e.outcome();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Failed(Outcome.Cause.CANCELLED, "interrupted");
    }
  }

  private Outcome follow(Ask ask, Exchange.Way way) throws RefusedException, InterruptedException {
    URI at = WebUrl.parse(ask.url());
    URI teller = ask.toldBy() == null ? null : WebUrl.parse(ask.toldBy());
    Map<String, String> headers = new TreeMap<>(ask.headers());
    List<Outcome.Hop> hops = new ArrayList<>();
    Duration left = rules.limits().deadline();
    while (true) {
      check(teller, at);
      Duration delay = Duration.ZERO;
      if (ask.robots()) {
        Robots.Word word = robots.of(at);
        if (word.trouble() != null) {
          return word.trouble();
        }
        if (!word.allowed()) {
          return new Outcome.Refused(
              Outcome.Rule.ROBOTS,
              "robots.txt of %s forbids it".formatted(at.getHost()),
              word.until());
        }
        delay = word.delay();
      }
      Courtesy.Granted granted = courtesy.turn(at.getRawAuthority(), delay);
      if (granted.turn() == null) {
        return new Outcome.Refused(
            Outcome.Rule.NOT_YET,
            "%s is to be asked again at %s".formatted(at.getHost(), granted.again()),
            granted.again());
      }
      long began = System.nanoTime();
      Outcome outcome;
      try (Courtesy.Turn turn = granted.turn()) {
        outcome = way.ask(at, headers, hops, left);
      }
      left = left.minusNanos(System.nanoTime() - began);
      if (!(outcome instanceof Outcome.Answered answer)) {
        return outcome;
      }
      if (answer.retryAt() != null) {
        Instant kept = courtesy.askedToWait(at.getRawAuthority(), answer.retryAt());
        return new Outcome.Answered(
            answer.status(), at, hops, answer.headers(), answer.body(), kept);
      }
      String location = answer.header("location").orElse("").strip();
      if (!leads(ask.content(), answer.status()) || location.isEmpty()) {
        return answer;
      }
      URI to = WebUrl.follow(at, location);
      if (ask.content() != null && !AddressRule.keepsSecrets(to)) {
        return answer;
      }
      if (hops.size() == rules.limits().redirects()) {
        return new Outcome.Refused(
            Outcome.Rule.REDIRECTS, "more than %d redirects".formatted(hops.size()), null);
      }
      hops.add(new Outcome.Hop(answer.status(), at, to));
      if (!sameOrigin(at, to)) {
        headers.keySet().retainAll(Ask.HARMLESS);
      }
      teller = at;
      at = to;
    }
  }

  /** Whether a status leads on; one that turns a POST into a GET does not lead a content on. */
  private static boolean leads(Ask.@Nullable Content content, int status) {
    return content == null
        ? Exchange.redirects(status)
        : content.leadsOn() && (status == 307 || status == 308);
  }

  /**
   * @param teller who redirects there or told the address, null when it is the operator's
   */
  private void check(@Nullable URI teller, URI at) throws RefusedException {
    AddressRule address = rules.address();
    String by = teller == null ? "" : ", to which %s leads".formatted(AddressRule.place(teller));
    if (address.permits(at)) {
      if (teller != null && !address.mayTell(teller, at)) {
        throw new RefusedException(
            Outcome.Rule.ADDRESS,
            "%s%s is on this machine, where only the settings of sources lead"
                .formatted(AddressRule.place(at), by));
      }
      return;
    }
    if (AddressRule.isThisMachine(at)) {
      throw new RefusedException(
          Outcome.Rule.ADDRESS, AddressRule.notPermitted(AddressRule.place(at), by));
    }
    if (address.offline()) {
      throw new RefusedException(
          Outcome.Rule.OFFLINE,
          "offline: nothing beyond this machine, such as %s%s"
              .formatted(AddressRule.place(at), by));
    }
    if (!rules.ports().contains(AddressRule.port(at))) {
      throw new RefusedException(
          Outcome.Rule.PORT,
          "port %d of %s%s; allowed are %s"
              .formatted(AddressRule.port(at), at.getHost(), by, new TreeSet<>(rules.ports())));
    }
  }

  private static boolean sameOrigin(URI a, URI b) {
    return a.getScheme().equals(b.getScheme()) && a.getRawAuthority().equals(b.getRawAuthority());
  }

  private static CloseableHttpClient client(
      EgressRules rules,
      Lookup lookup,
      UnaryOperator<InetSocketAddress> route,
      int atOnce,
      Duration silence) {
    EgressRules.Limits limits = rules.limits();
    Timeout patience = Timeout.of(silence);
    Http1Config heads =
        Http1Config.custom()
            .setMaxLineLength(limits.headerLine())
            .setMaxHeaderCount(limits.headers())
            .setMaxEmptyLineCount(5)
            .build();
    PoolingHttpClientConnectionManager connections =
        new PoolingHttpClientConnectionManager(
            new DefaultHttpClientConnectionOperator(
                proxy -> new GuardedSocket(rules.address(), route),
                null,
                lookup,
                RegistryBuilder.<TlsSocketStrategy>create()
                    .register("https", DefaultClientTlsStrategy.createDefault())
                    .build()),
            PoolConcurrencyPolicy.LAX,
            PoolReusePolicy.LIFO,
            IDLE,
            ManagedHttpClientConnectionFactory.builder()
                .responseParserFactory(usual -> new Heads(heads))
                .http1Config(heads)
                .build());
    connections.setMaxTotal(MOST_CONNECTIONS);
    connections.setDefaultMaxPerRoute(atOnce);
    connections.setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(patience).build());
    connections.setDefaultConnectionConfig(
        ConnectionConfig.custom()
            .setConnectTimeout(Timeout.ofSeconds(10))
            .setSocketTimeout(patience)
            .setTimeToLive(TimeValue.ofMinutes(5))
            .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS) // some hang up unannounced
            .build());
    return HttpClientBuilder.create()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(patience)
                .setResponseTimeout(patience)
                .build())
        .setUserAgent(rules.agent())
        .disableRedirectHandling()
        .disableContentCompression()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableDefaultUserAgent()
        .evictIdleConnections(IDLE)
        .build();
  }

  @Override
  public void close() {
    try (streamClient;
        client) {
      timer.shutdownNow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } finally {
      lookup.close();
    }
  }
}
