package org.chancery.server.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.chancery.ingest.source.settings.Address;
import org.chancery.ingest.source.settings.BlueskySection;
import org.chancery.ingest.source.settings.Sources;
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

  @Mixin SourceOptions source = new SourceOptions();

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
          "Where handles of Bluesky are looked up; a PDS or public service (default: each handle's own domain, by"
              + " /.well-known/atproto-did and the DNS text _atproto.HANDLE).")
  @Nullable URI atproto;

  @Option(
      names = "--plc",
      paramLabel = "https://HOST",
      description = "Directory of did:plc (default: https://plc.directory).")
  @Nullable URI plc;

  /** What is set by the file and here; says what is wrong before anything starts. */
  Sources sources() {
    Sources read = source.read(data.folder());
    Sources sources = read.with(over(read.bluesky()));
    SourceOptions.refuse(sources.obstacles(source.reach(sources)));
    return sources;
  }

  /** Options win over the file. */
  private BlueskySection over(BlueskySection file) {
    List<Address> streams =
        jetstream.stream()
            .map(uri -> address("--jetstream", uri, BlueskySection.STREAM_SCHEMES))
            .toList();
    for (Address stream : streams) {
      if (source.offline && !stream.home()) {
        throw new Chancery.WrongUsage(
            "--offline forbids --jetstream %s, which is not on this machine".formatted(stream));
      }
    }
    if (dictionary != null && !Files.isReadable(dictionary)) {
      throw new Chancery.WrongUsage(
          "--jetstream-dictionary %s cannot be read".formatted(dictionary));
    }
    return new BlueskySection(
        streams.isEmpty() ? file.streams() : streams,
        jetstreamFrom == null ? file.from() : jetstreamFrom,
        onlyListed || file.onlyListed(),
        compress || file.compress(),
        dictionary == null ? file.dictionary() : dictionary,
        accounts || file.accounts(),
        atproto == null
            ? file.atproto()
            : address("--atproto", atproto, BlueskySection.WEB_SCHEMES),
        plc == null ? file.plc() : address("--plc", plc, BlueskySection.WEB_SCHEMES));
  }

  private static Address address(String option, URI uri, List<String> schemes) {
    if (uri.getHost() == null || !schemes.contains(uri.getScheme())) {
      throw new Chancery.WrongUsage(
          "%s takes a %s:// address, was %s"
              .formatted(option, String.join(":// or ", schemes), uri));
    }
    return new Address(uri, option);
  }
}
