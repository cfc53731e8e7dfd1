package org.chancery.ingest.source.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.chancery.core.event.Network;
import org.chancery.ingest.source.ListedAccounts;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.source.bluesky.AccountsTap;
import org.chancery.ingest.source.bluesky.BlueskyTap;
import org.chancery.ingest.source.bluesky.Dialect;
import org.chancery.ingest.source.bluesky.StreamTrial;
import org.chancery.ingest.source.bluesky.Ways;
import org.jspecify.annotations.Nullable;

/**
 * Bluesky: streams of the network, and servers of listed accounts. Immutable.
 *
 * @param streams tried in turn; empty to hear none
 * @param from where to begin when nothing was heard yet; null for now
 * @param onlyListed whether hosts send only what listed accounts do
 * @param dictionary file with the dictionary of Jetstream v1, null for none
 * @param accounts whether profiles and past posts of listed accounts are read as well
 * @param atproto where handles are looked up; null for each handle's own domain
 * @param plc directory of {@code did:plc}
 */
public record BlueskySection(
    List<Address> streams,
    @Nullable Instant from,
    boolean onlyListed,
    boolean compress,
    @Nullable Path dictionary,
    boolean accounts,
    @Nullable Address atproto,
    Address plc)
    implements SourceSection {
  /** Name of the stream on the status page. */
  static final String STREAM = "bluesky";

  static final String ACCOUNTS = "bluesky past";
  private static final String PAST = "profiles and past posts of listed accounts";
  public static final Address USUAL_PLC = new Address(URI.create("https://plc.directory"), "plc");
  public static final List<String> STREAM_SCHEMES = List.of("wss", "ws");
  public static final List<String> WEB_SCHEMES = List.of("https", "http");

  public BlueskySection {
    streams = List.copyOf(streams);
  }

  static BlueskySection parse(Block block) {
    return new BlueskySection(
        block.addresses("streams", STREAM_SCHEMES),
        block.instant("from").orElse(null),
        block.flag("listed-only", false),
        block.flag("compress", false),
        block.file("dictionary").orElse(null),
        block.flag("accounts", false),
        block.address("atproto", WEB_SCHEMES).orElse(null),
        block.address("plc", WEB_SCHEMES).orElse(USUAL_PLC));
  }

  @Override
  public Set<String> permitted() {
    Set<String> permitted = new TreeSet<>();
    Stream.concat(streams.stream(), services())
        .filter(Address::home)
        .forEach(address -> permitted.add(address.hostPort()));
    return permitted;
  }

  private Stream<Address> services() {
    return Stream.of(atproto, plc).flatMap(Stream::ofNullable);
  }

  @Override
  public List<String> obstacles(Reach reach) {
    List<String> obstacles = new ArrayList<>();
    for (Address stream : streams) {
      if (Dialect.of(stream.uri()).isEmpty()) {
        obstacles.add(
            "%s %s: the path must be one of %s".formatted(stream.where(), stream, Dialect.paths()));
      }
      if (!stream.home() && !stream.safe()) {
        obstacles.add(
            "%s %s: beyond this machine only wss:// is used".formatted(stream.where(), stream));
      }
      if (!reach.to(stream) && !reach.offline()) {
        obstacles.add(
            "%s %s needs --contact (or contact: in the file), so that its owner can reach you"
                .formatted(stream.where(), stream));
      }
    }
    services()
        .filter(service -> !service.bare())
        .forEach(
            service ->
                obstacles.add(
                    "%s takes http(s)://HOST without a path, was %s"
                        .formatted(service.where(), service)));
    if (!reach.online() && !reach.offline()) {
      if (atproto != null && !atproto.home()) {
        obstacles.add(
            "%s %s is beyond this machine: give --contact (or contact: in the file)"
                .formatted(atproto.where(), atproto));
      }
      if (accounts && !asksAccounts(reach)) {
        obstacles.add(
            "bluesky.accounts (--bluesky-accounts) asks servers beyond this machine: give --contact"
                + " (or contact: in the file)");
      }
    }
    return obstacles;
  }

  /** Whether anything of Bluesky is listened to or looked up. */
  public boolean isSet() {
    return !streams.isEmpty() || accounts || atproto != null;
  }

  /** Whether servers of accounts may be asked: the public ones, or a network on this machine. */
  public boolean asksAccounts(Reach reach) {
    return reach.online() || (atproto != null && atproto.home() && plc.home());
  }

  @Override
  public List<SourceLine> lines(Reach reach, ListedAccounts listed) {
    List<SourceLine> lines = new ArrayList<>();
    long heard = listed.ids(Network.BLUESKY).ids().size();
    for (Address stream : streams) {
      lines.add(
          new SourceLine(
              STREAM,
              "%s (%s)%s"
                  .formatted(
                      stream,
                      Dialect.of(stream.uri()).map(Enum::name).orElse("unknown"),
                      onlyListed ? ", only listed accounts" : ""),
              heard));
    }
    if (accounts) {
      lines.add(new SourceLine(ACCOUNTS, PAST, heard));
    }
    return lines;
  }

  @Override
  public List<LeftOut> leftOut(Reach reach, ListedAccounts listed, Instant now) {
    List<LeftOut> left = new ArrayList<>();
    boolean whole = reached(reach).isEmpty();
    for (Address stream : streams) {
      if (!reach.to(stream)) {
        left.add(new LeftOut(STREAM, Network.BLUESKY, stream.toString(), whole));
      }
    }
    if (accounts && !asksAccounts(reach)) {
      left.add(new LeftOut(ACCOUNTS, Network.BLUESKY, PAST, true));
    }
    return left;
  }

  @Override
  public List<Tap> taps(SourceMeans means) {
    List<Tap> taps = new ArrayList<>();
    Ways.Ref ways = Ways.through(means.egress()).register(means.name());
    List<URI> hosts = reached(means.reach()).stream().map(Address::uri).toList();
    if (!hosts.isEmpty()) {
      Instant begin = from == null ? means.clock().instant() : from;
      taps.add(
          new BlueskyTap(
              STREAM,
              hosts,
              begin.toEpochMilli() * 1_000,
              means.listed().ids(Network.BLUESKY),
              listening(),
              ways));
    }
    if (accounts && asksAccounts(means.reach())) {
      taps.add(
          new AccountsTap(
              ACCOUNTS,
              atproto == null ? null : atproto.uri(),
              plc.uri(),
              means.listed().ids(Network.BLUESKY),
              ways));
    }
    return taps;
  }

  private List<Address> reached(Reach reach) {
    return streams.stream().filter(reach::to).toList();
  }

  /** A stream on this machine may be of a simulated world, which lives by another clock. */
  private BlueskyTap.Listening listening() {
    return new BlueskyTap.Listening(
        onlyListed,
        compress,
        dictionary == null ? null : dictionary.toAbsolutePath().toString(),
        !streams.stream().allMatch(Address::home));
  }

  @Override
  public void check(Trial trial) throws InterruptedException {
    Ways.Ref ways = Ways.through(trial.egress()).register("trial");
    for (Address stream : reached(trial.reach())) {
      try {
        String words =
            StreamTrial.of(
                stream.uri(),
                listening(),
                trial.listed().ids(Network.BLUESKY).ids(),
                ways,
                trial.clock());
        trial.each().accept(new Checked(STREAM, stream.toString(), true, words));
      } catch (IOException e) {
        trial
            .each()
            .accept(new Checked(STREAM, stream.toString(), false, String.valueOf(e.getMessage())));
      }
    }
    if (accounts && asksAccounts(trial.reach())) {
      services().forEach(service -> ask(service, trial, ways));
    }
  }

  /** Any answer but a failure of the server shows that it is there. */
  private static void ask(Address service, Trial trial, Ways.Ref ways) {
    String url = service + "/xrpc/_health";
    try {
      int status = ways.web().get(url, 1 << 16).status();
      trial
          .each()
          .accept(new Checked(ACCOUNTS, service.toString(), status < 500, "answers " + status));
    } catch (IOException e) {
      trial
          .each()
          .accept(new Checked(ACCOUNTS, service.toString(), false, String.valueOf(e.getMessage())));
    }
  }
}
