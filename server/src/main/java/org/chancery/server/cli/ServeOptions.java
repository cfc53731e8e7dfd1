package org.chancery.server.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.chancery.ingest.egress.EgressRules;
import org.chancery.ingest.source.bluesky.Dialect;
import org.chancery.server.hub.Contact;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of {@code serve}. */
final class ServeOptions {
  @Mixin DataOptions data = new DataOptions();

  @Option(names = "--port", description = "Port of the pages and the API (default: 8080).")
  int port = 8080;

  @Option(names = "--bind", description = "Address to listen on (default: 127.0.0.1).")
  String bind = "127.0.0.1";

  @Option(names = "--offline", description = "Open no connection beyond this machine.")
  boolean offline;

  @Option(
      names = "--contact",
      paramLabel = "ADDRESS",
      description =
          "A page or mail address where owners of servers reach you; needed to listen beyond this machine. The pages"
              + " show it: readers report errors there.")
  String contact = "";

  @Option(
      names = "--jetstream",
      paramLabel = "wss://…",
      description =
          "A stream of Bluesky to listen to; may be repeated, the next is taken when one fails. Its path tells its kind:"
              + " /subscribe (Jetstream v1), /xrpc/network.bsky.jetstream.subscribeEvents (v2),"
              + " /xrpc/com.atproto.sync.subscribeRepos (a PDS or relay).")
  List<URI> jetstream = new ArrayList<>();

  @Option(
      names = "--jetstream-from",
      paramLabel = "INSTANT",
      description = "Where to begin when nothing was heard yet (default: now).")
  @Nullable Instant jetstreamFrom;

  @Option(
      names = "--jetstream-only-listed",
      description =
          "Hear only what listed accounts do: little traffic, but nothing of what others say about them, and no look-alikes.")
  boolean onlyListed;

  @Option(
      names = "--jetstream-compress",
      description =
          "Let hosts pack what they send: v2 with their dictionary, v1 with the one given.")
  boolean compress;

  @Option(
      names = "--jetstream-dictionary",
      paramLabel = "FILE",
      description = "The zstd dictionary of Jetstream v1, which its hosts do not give.")
  @Nullable Path dictionary;

  @Option(
      names = "--bluesky-accounts",
      description = "Also read profiles and past posts of listed accounts from their servers.")
  boolean accounts;

  @Option(
      names = "--atproto",
      paramLabel = "https://HOST",
      description =
          "Where handles of Bluesky are looked up; a PDS or public service (default: /.well-known/atproto-did of each"
              + " handle's own domain; handles proven by DNS need this option).")
  @Nullable URI atproto;

  @Option(
      names = "--plc",
      paramLabel = "https://HOST",
      description = "Directory of did:plc (default: https://plc.directory).")
  URI plc = URI.create("https://plc.directory");

  /** Says what is wrong before anything starts. */
  void check() {
    if (!contact.isBlank() && Contact.of(contact).isEmpty()) {
      throw new Chancery.WrongUsage(
          "--contact takes a mail address or the http(s) address of a page, was " + contact);
    }
    for (URI host : jetstream) {
      if (host.getHost() == null || !List.of("ws", "wss").contains(host.getScheme())) {
        throw new Chancery.WrongUsage("--jetstream takes a ws:// or wss:// address, was " + host);
      }
      if (Dialect.of(host).isEmpty()) {
        throw new Chancery.WrongUsage(
            "--jetstream %s: the path must be one of %s".formatted(host, Dialect.paths()));
      }
      if (!isHome(host) && !"wss".equals(host.getScheme())) {
        throw new Chancery.WrongUsage(
            "--jetstream %s: beyond this machine only wss:// is used".formatted(host));
      }
      if (!isHome(host) && offline) {
        throw new Chancery.WrongUsage(
            "--offline forbids --jetstream %s, which is not on this machine".formatted(host));
      }
      if (!isHome(host) && contact.isBlank()) {
        throw new Chancery.WrongUsage(
            "--jetstream %s needs --contact, so that its owner can reach you".formatted(host));
      }
    }
    for (URI host : atproto == null ? List.of(plc) : List.of(atproto, plc)) {
      boolean bare = host.getPath() == null || host.getPath().isEmpty();
      if (host.getHost() == null || !List.of("http", "https").contains(host.getScheme()) || !bare) {
        throw new Chancery.WrongUsage(
            "--atproto and --plc take http(s)://HOST without a path, was " + host);
      }
    }
    if (atproto != null && !isHome(atproto) && !online()) {
      throw new Chancery.WrongUsage(
          "--atproto %s is beyond this machine: give --contact, and no --offline"
              .formatted(atproto));
    }
    if (accounts && !asksAccounts()) {
      throw new Chancery.WrongUsage(
          "--bluesky-accounts asks servers beyond this machine: give --contact, and no --offline");
    }
    if (dictionary != null && !Files.isReadable(dictionary)) {
      throw new Chancery.WrongUsage(
          "--jetstream-dictionary %s cannot be read".formatted(dictionary));
    }
  }

  /**
   * Whether a host of the real network is listened to: one on this machine may be a simulated one.
   */
  boolean listensBeyond() {
    return !jetstream.stream().allMatch(ServeOptions::isHome);
  }

  /** Whether anything beyond this machine may be asked. */
  boolean online() {
    return !offline && !contact.isBlank();
  }

  /** Whether servers of accounts may be asked: the public ones, or a network on this machine. */
  boolean asksAccounts() {
    return online() || (atproto != null && isHome(atproto) && isHome(plc));
  }

  /** What may be reached: hosts of this machine by name, all public ones unless offline. */
  EgressRules egress() {
    Set<String> permitted = new TreeSet<>();
    jetstream.stream().filter(ServeOptions::isHome).forEach(host -> permitted.add(hostPort(host)));
    Stream.of(atproto, plc)
        .filter(host -> host != null && isHome(host))
        .forEach(host -> permitted.add(hostPort(host)));
    return EgressRules.usual(contact, permitted, !online());
  }

  private static String hostPort(URI host) {
    boolean tls = List.of("wss", "https").contains(host.getScheme());
    int port = host.getPort() >= 0 ? host.getPort() : tls ? 443 : 80;
    return host.getHost().toLowerCase(Locale.ROOT) + ":" + port;
  }

  private static boolean isHome(URI host) {
    return host.getHost() != null
        && List.of("localhost", "127.0.0.1", "[::1]")
            .contains(host.getHost().toLowerCase(Locale.ROOT));
  }
}
