package org.chancery.ingest.source.settings;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chancery.core.decode.Handles;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.ingest.egress.AddressRule;
import org.chancery.ingest.registry.Wording;
import org.chancery.ingest.source.ListedAccounts;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.mastodon.MastodonSettings;
import org.chancery.ingest.source.mastodon.MastodonSettings.Server;
import org.chancery.ingest.source.mastodon.MastodonSettings.Streaming;
import org.chancery.ingest.source.mastodon.MastodonSource;
import org.chancery.ingest.source.mastodon.MastodonTap;
import org.chancery.ingest.source.mastodon.MastodonTrial;

/**
 * Mastodon: listed accounts at their own servers. Immutable.
 *
 * @param listed whether the accounts of the registry are read
 * @param bases addresses of servers, as they were set
 */
public record MastodonSection(boolean listed, MastodonSettings settings, List<Address> bases)
    implements SourceSection {
  static final String MASTODON = "mastodon";

  public MastodonSection {
    bases = List.copyOf(bases);
  }

  static MastodonSection parse(Block block) {
    boolean listed = block.flag("listed", false);
    Instant from = block.instant("from").orElse(Instant.EPOCH);
    Map<String, Server> servers = new TreeMap<>();
    List<Address> bases = new ArrayList<>();
    for (Block one : block.sections("servers")) {
      String host = one.text("host").orElse("").toLowerCase(Locale.ROOT);
      Server server = server(one, bases);
      if (!Handles.valid(Network.MASTODON, "@a@" + host)) {
        one.complain("host", "takes a domain such as social.example");
      } else if (servers.put(host, server) != null) {
        one.complain("host", host + " is set twice");
      }
    }
    return new MastodonSection(listed, new MastodonSettings(from, servers), bases);
  }

  private static Server server(Block block, List<Address> bases) {
    Optional<Address> base = block.address("base", BlueskySection.WEB_SCHEMES);
    base.ifPresent(bases::add);
    Streaming streaming = streaming(block);
    List<String> streams = new ArrayList<>(block.texts("streams"));
    streams.removeIf(
        stream -> {
          boolean isUnknown = !MastodonSettings.Server.isStream(stream);
          if (isUnknown) {
            block.complain(
                "streams",
                "%s is no stream; streams are %s"
                    .formatted(Wording.shown(stream), MastodonSettings.STREAMS));
          }
          return isUnknown;
        });
    if (streaming != Streaming.NONE && streams.isEmpty()) {
      block.complain("streaming", "needs streams, such as [user]");
    }
    return new Server(
        base.map(Address::uri).map(MastodonSection::bare).orElse(null),
        streaming,
        streams,
        block.file("token-file").orElse(null),
        block.flag("trusted", false),
        block.flag("asked", true));
  }

  private static URI bare(URI base) {
    return URI.create(base.getScheme() + "://" + base.getRawAuthority());
  }

  private static Streaming streaming(Block block) {
    String word = block.text("streaming").orElse("none");
    for (Streaming streaming : Streaming.values()) {
      if (streaming.name().toLowerCase(Locale.ROOT).equals(word)) {
        return streaming;
      }
    }
    block.complain("streaming", "takes none, sse or websocket, was " + Wording.shown(word));
    return Streaming.NONE;
  }

  @Override
  public Set<String> permitted() {
    return bases.stream()
        .filter(Address::home)
        .map(Address::hostPort)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public List<String> obstacles(Reach reach) {
    List<String> obstacles = new ArrayList<>();
    for (Address base : bases) {
      if (!base.bare()) {
        obstacles.add(
            "%s takes http(s)://HOST without a path, was %s".formatted(base.where(), base));
      } else if (!base.home() && !base.safe()) {
        obstacles.add(
            "%s %s: beyond this machine only https:// is used".formatted(base.where(), base));
      }
    }
    if (listed && reach.contact().isBlank() && !reach.offline()) {
      obstacles.add(
          "servers of Mastodon are asked beyond this machine: give --contact (or contact: in the"
              + " file), so that their owners can reach you");
    }
    return obstacles;
  }

  /** Accounts to read at a moment, as {@code @user@host}. */
  Set<String> accounts(Reach reach, ListedAccounts all, Instant now) {
    Set<String> accounts = held(all, now);
    accounts.removeIf(account -> !reach.online() && !isHome(account));
    return accounts;
  }

  private Set<String> held(ListedAccounts all, Instant now) {
    Set<String> held = new TreeSet<>();
    for (AccountRow row : all.on(Network.MASTODON)) {
      if (listed && (row.to() == null || now.isBefore(row.to()))) {
        held.add(AccountRef.fold(row.handle()));
      }
    }
    return held;
  }

  private boolean isHome(String handle) {
    Server server = settings.servers().get(host(handle));
    return server != null && server.base() != null && AddressRule.isThisMachine(server.base());
  }

  private static String host(String handle) {
    return handle.substring(handle.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
  }

  @Override
  public List<SourceLine> lines(Reach reach, ListedAccounts all) {
    if (!listed) {
      return List.of();
    }
    List<AccountRow> rows = all.on(Network.MASTODON);
    long hosts = rows.stream().map(row -> host(row.handle())).distinct().count();
    long streaming =
        settings.servers().values().stream()
            .filter(s -> s.asked() && s.streaming() != Streaming.NONE)
            .count();
    return List.of(
        new SourceLine(
            MASTODON,
            "accounts of the registry at %s, %,d of them by stream"
                .formatted(Wording.many(hosts, "server"), streaming),
            rows.stream().map(row -> AccountRef.fold(row.handle())).distinct().count()));
  }

  @Override
  public List<LeftOut> leftOut(Reach reach, ListedAccounts all, Instant now) {
    Set<String> left = held(all, now);
    Set<String> asked = accounts(reach, all, now);
    left.removeAll(asked);
    long hosts = left.stream().map(MastodonSection::host).distinct().count();
    return left.isEmpty()
        ? List.of()
        : List.of(
            new LeftOut(
                MASTODON,
                Network.MASTODON,
                Wording.many(left.size(), "account") + " at " + Wording.many(hosts, "server"),
                asked.isEmpty()));
  }

  @Override
  public List<Tap> taps(SourceMeans means) {
    Instant now = means.clock().instant();
    if (!listed || leftOut(means.reach(), means.listed(), now).stream().anyMatch(LeftOut::whole)) {
      return List.of();
    }
    MastodonSource source =
        new MastodonSource(
            means.egress(),
            means.egress().sockets(),
            means.store(),
            () -> accounts(means.reach(), means.listed(), means.clock().instant()),
            settings,
            means.clock(),
            means.chance(),
            1);
    return List.of(new MastodonTap(MASTODON, source.register(means.name())));
  }

  /** One account of each server is asked for: that shows whether the server can be read. */
  @Override
  public void check(Trial trial) throws InterruptedException {
    Map<String, String> one = new TreeMap<>();
    accounts(trial.reach(), trial.listed(), trial.clock().instant())
        .forEach(account -> one.putIfAbsent(host(account), account));
    for (String account : one.values()) {
      MastodonTrial.Found found =
          MastodonTrial.of(account, settings, trial.egress(), trial.clock());
      trial.each().accept(new Checked(MASTODON, account, found.fine(), found.words()));
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("checking was stopped");
      }
    }
  }
}
