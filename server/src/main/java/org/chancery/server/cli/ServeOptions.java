package org.chancery.server.cli;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of {@code serve}. */
final class ServeOptions {
  @Mixin DataOptions data = new DataOptions();

  @Option(names = "--port", description = "Port of the pages and the API (default: 8080).")
  int port = 8080;

  @Option(names = "--bind", description = "Address to listen on (default: 127.0.0.1).")
  String bind = "127.0.0.1";

  @Option(
      names = "--offline",
      description = "Open no connection beyond this machine. Nothing does so yet.")
  boolean offline;

  @Option(
      names = "--jetstream",
      paramLabel = "ws://…/subscribe",
      description = "A Jetstream host on this machine to listen to; may be repeated.")
  List<URI> jetstream = new ArrayList<>();

  @Option(
      names = "--jetstream-from",
      paramLabel = "INSTANT",
      description = "Where to begin when nothing was heard yet (default: now).")
  Instant jetstreamFrom = Instant.EPOCH;

  /** Until the egress guard exists only this machine's own hosts are listened to. */
  void check() {
    for (URI host : jetstream) {
      if (!isLoopback(host)) {
        throw new Chancery.WrongUsage(
            "--jetstream takes a ws:// address on this machine (127.0.0.1) for now; %s is not"
                .formatted(host));
      }
    }
  }

  private static boolean isLoopback(URI host) {
    try {
      return "ws".equals(host.getScheme())
          && host.getHost() != null
          && InetAddress.getByName(host.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
