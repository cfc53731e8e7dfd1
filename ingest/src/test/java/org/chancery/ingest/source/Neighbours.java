package org.chancery.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.ingest.egress.AddressRule;
import org.chancery.ingest.egress.EgressRules;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.simulator.feed.FeedServer;
import org.chancery.simulator.feed.Format;
import org.chancery.simulator.feed.Gazette;
import org.chancery.simulator.jetstream.Broadcast;
import org.chancery.simulator.jetstream.FaultyHost;
import org.chancery.simulator.jetstream.Tongue;
import org.chancery.simulator.mastodon.Instance;
import org.chancery.simulator.mastodon.MastodonServer;
import org.chancery.simulator.mastodon.StreamLedger;

/**
 * Sources that do as they should, of three networks, read through one way out and kept in one
 * store; feeds of others can be listed beside them. The clock stands unless it is moved on.
 */
final class Neighbours implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-10T06:00:00Z");
  static final int FEEDS = 12;
  private static final int SHOWN = 20;
  private static final String DID = "did:plc:mfa";
  private static final String DOMAIN = "social.example";
  private static final String MFA = "@mfa@" + DOMAIN;

  /** More than are ever said: streams are not to end. */
  private static final int ENOUGH = 10_000_000;

  /** One each is enough, unless the machine is so slow that one is given up for silence. */
  private static final int CONNECTIONS = 20;

  /** Slow ones are cut off after it; others are far quicker, also on a slow machine. */
  private static final Duration DEADLINE = Duration.ofSeconds(7);

  final Kept kept = new Kept();
  final Broadcast broadcast = new Broadcast();
  final List<Gazette> gazettes = new ArrayList<>();
  final Instance instance = new Instance(DOMAIN);
  final MastodonServer server;
  final Map<String, Map<String, Long>> counts = new TreeMap<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final Set<String> listed = new CopyOnWriteArraySet<>();
  private final FeedServer feeds = new FeedServer(now::get, "");
  private final FaultyHost host = new FaultyHost(broadcast, DID, Tongue.JETSTREAM_1, 1);
  private final GuardedEgress egress;
  private final Map<String, Tap.TapReader> readers = new TreeMap<>();
  private long said = START.getEpochSecond() * 1_000_000;

  /**
   * @param strangers addresses of feeds that are listed, and read once they are {@link #list
   *     followed}
   * @param authority where they are
   */
  Neighbours(List<String> strangers, String authority) throws Exception {
    server = new MastodonServer(instance, now::get, "");
    instance.account("mfa");
    egress = new GuardedEgress(rules(authority), now::get);
    List<AccountRow> accounts = new ArrayList<>();
    accounts.add(Kept.account(Network.BLUESKY, "mfa.example", DID));
    accounts.add(Kept.account(Network.MASTODON, MFA, null));
    for (int i = 0; i < FEEDS; i++) {
      Gazette gazette = new Gazette(Format.values()[i % Format.values().length], SHOWN);
      gazettes.add(gazette);
      feeds.serve(path(i), gazette);
      listed.add(feeds.url(path(i)));
    }
    listed.forEach(feed -> accounts.add(Kept.account(Network.FEED, feed, null)));
    strangers.forEach(feed -> accounts.add(Kept.account(Network.FEED, feed, null)));
    kept.list(accounts.toArray(AccountRow[]::new));
    for (int i = 0; i < CONNECTIONS; i++) {
      broadcast.plan(new Broadcast.Plan(ENOUGH, Set.of()));
      server.streams().plan(new StreamLedger.Plan(ENOUGH, Set.of()));
    }
    HonestTaps taps = new HonestTaps(egress, kept.dataSource(), now::get);
    open(
        taps.bluesky(URI.create(host.url()), DID, said),
        taps.feeds(() -> Set.copyOf(listed)),
        taps.mastodon(DOMAIN, URI.create("http://" + server.authority()), MFA));
  }

  private static String path(int feed) {
    return "/press-%02d".formatted(feed); // none is the beginning of another
  }

  private EgressRules rules(String strangers) {
    EgressRules.Limits usual = EgressRules.Limits.USUAL;
    return new EgressRules(
        "Chancery/test",
        new AddressRule(
            Set.of(
                feeds.authority(),
                server.authority(),
                URI.create(host.url()).getAuthority(),
                strangers),
            true),
        Set.of(),
        new EgressRules.Limits(
            usual.body(),
            usual.ratio(),
            DEADLINE,
            usual.redirects(),
            usual.headerLine(),
            usual.headers()),
        new EgressRules.Manners(64, Duration.ZERO, DEADLINE, Duration.ofDays(1)));
  }

  private void open(Tap... taps) throws IOException {
    for (Tap tap : taps) {
      readers.put(tap.source(), tap.open(null, tap.source()));
      counts.put(tap.source(), new TreeMap<>());
    }
  }

  /** Something that is to come true. */
  @FunctionalInterface
  interface Wish {
    boolean isTrue() throws Exception;
  }

  /** The streams say something and what came of all sources is stored, until a wish is true. */
  void talkUntil(String what, Wish wish) throws Exception {
    until(
        what,
        () -> {
          talk();
          return wish.isTrue();
        });
  }

  /** What came of all sources is stored, until a wish is true. */
  void until(String what, Wish wish) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (!wish.isTrue()) {
      assertThat(System.nanoTime()).as("%s; came %s", what, counts).isLessThan(deadline);
      for (Map.Entry<String, Tap.TapReader> one : readers.entrySet()) {
        TapBatch batch = one.getValue().poll();
        kept.take(one.getKey(), batch);
        one.getValue().stored(batch.cursor());
        Map<String, Long> sums = counts.get(one.getKey());
        batch.counts().forEach((cause, n) -> sums.merge(cause, n, Long::sum));
      }
    }
  }

  private void talk() {
    for (int i = 0; i < 20; i++) {
      said += 1_000;
      broadcast.say(said);
    }
    instance.publish("mfa", "Statement " + instance.size(), now.get());
  }

  /** Each feed shows so many entries more. */
  void publish(int entries) {
    for (Gazette gazette : gazettes) {
      for (int i = 0; i < entries; i++) {
        gazette.publish("Statement " + gazette.items().size(), now.get());
      }
    }
  }

  /** Follows feeds of others from the next minute on. */
  void list(List<String> strangers) {
    listed.addAll(strangers);
  }

  void later(Duration time) {
    now.updateAndGet(moment -> moment.plus(time));
  }

  long counted(String source, String cause) {
    return counts.get(source).getOrDefault(cause, 0L);
  }

  /** How many posts of these sources the store has, by network. */
  Map<Network, Integer> stored() throws Exception {
    Map<Network, Integer> stored = new EnumMap<>(Network.class);
    for (String row :
        kept.rows(
            "select p.network, count(*) from posts p join account a using (account_id) where p.deleted is null and a.handle not like '%s' group by 1"
                .formatted("%" + HostileFeeds.PATH + "%"))) {
      String[] cells = row.split("\\|");
      stored.put(Network.values()[Integer.parseInt(cells[0])], Integer.valueOf(cells[1]));
    }
    return stored;
  }

  /** The same by the ledgers of the simulator. */
  Map<Network, Integer> told() {
    return Map.of(
        Network.BLUESKY, broadcast.heard().size(),
        Network.MASTODON, instance.statuses().size(),
        Network.FEED, gazettes.stream().mapToInt(gazette -> gazette.heard().size()).sum());
  }

  /** The same as it was said. */
  Map<Network, Integer> said() {
    return Map.of(
        Network.BLUESKY, broadcast.size(),
        Network.MASTODON, instance.statuses().size(),
        Network.FEED, gazettes.stream().mapToInt(gazette -> gazette.items().size()).sum());
  }

  @Override
  public void close() throws Exception {
    for (Tap.TapReader reader : readers.values()) {
      reader.close();
    }
    egress.close();
    host.close();
    server.close();
    feeds.close();
    kept.close();
  }
}
