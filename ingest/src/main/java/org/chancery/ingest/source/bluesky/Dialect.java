package org.chancery.ingest.source.bluesky;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How a host speaks. It is told by the path of its address. */
public enum Dialect {
  /** Jetstream v1: JSON, the moment as cursor, what is too old is left out in silence. */
  JETSTREAM_1("/subscribe"),
  /** Jetstream v2: JSON, a number as cursor, what is too old is refused. */
  JETSTREAM_2("/xrpc/network.bsky.jetstream.subscribeEvents"),
  /** The raw stream of a PDS or relay: CBOR, a number as cursor. */
  FIREHOSE("/xrpc/com.atproto.sync.subscribeRepos");

  /** Fewer than this is a number, more a moment in microseconds, on hosts of v2. */
  static final long FIRST_MOMENT = 1_000_000_000_000_000L;

  /**
   * How far before a moment a connection begins: hosts stamp the same frame a little differently
   * and not quite in order. What comes twice is told apart by its event id.
   */
  static final long REWIND_MICROS = 5_000_000;

  /**
   * How far before its own number a connection begins: a host that ends between two frames which it
   * told in the wrong order leaves the earlier one behind.
   */
  static final long REWIND_NUMBERS = 500;

  private final String path;

  Dialect(String path) {
    this.path = path;
  }

  /** The dialect of an address, empty when its path is none of the known. */
  public static Optional<Dialect> of(URI host) {
    return List.of(values()).stream().filter(d -> d.path.equals(host.getPath())).findFirst();
  }

  /** Paths of all dialects, for messages. */
  public static String paths() {
    return List.of(values()).stream().map(d -> d.path).collect(Collectors.joining(", "));
  }

  /** The protocol within WebSocket that is asked for; empty for none. */
  String protocol() {
    return this == JETSTREAM_2 ? "xrpc.v1.json" : "";
  }

  /**
   * The whole address to connect to.
   *
   * @param byNumber whether the host's own number is to be used where the place has one
   * @param dids to hear only these accounts; empty for the whole network. The raw stream knows no
   *     choice
   * @param dictionary of zstd that the host may use, 0 for no compression
   */
  URI address(
      URI host, StreamPlace place, boolean byNumber, Collection<String> dids, long dictionary) {
    StringBuilder query = new StringBuilder(host.getQuery() == null ? "" : host.getQuery());
    if (this == JETSTREAM_1) {
      FrameDraft.USED.forEach(collection -> add(query, "wantedCollections", collection));
      if (!dids.isEmpty()) {
        add(query, "requireHello", "true"); // the accounts follow in a message of any length
      }
      if (dictionary > 0) {
        add(query, "compress", "true");
      }
    } else if (this == JETSTREAM_2) {
      List.of("commit", "identity", "account").forEach(kind -> add(query, "kinds", kind));
      FrameDraft.USED.forEach(collection -> add(query, "collections", collection));
      dids.forEach(did -> add(query, "dids", did));
      if (dictionary > 0) {
        add(query, "zstdDictionary", Long.toString(dictionary));
      }
    }
    long cursor = cursor(place, byNumber ? place.numberOf(host.toString()) : 0);
    if (cursor > 0) {
      add(query, "cursor", Long.toString(cursor));
    }
    String plain = host.toString();
    int cut = plain.indexOf('?');
    return URI.create(
        (cut < 0 ? plain : plain.substring(0, cut)) + (query.isEmpty() ? "" : "?" + query));
  }

  /**
   * Whether to go on from the host's own number. Of Jetstream only while it is heard without a
   * break: the moment leads nearer to where another host ended.
   */
  boolean goesByNumber(URI host, StreamPlace place) {
    String name = host.toString();
    return place.numberOf(name) > 0
        && (this == FIREHOSE || (this == JETSTREAM_2 && name.equals(place.host())));
  }

  /** What is sent once the connection stands; empty for nothing. */
  String hello(Collection<String> dids) {
    if (this != JETSTREAM_1 || dids.isEmpty()) {
      return "";
    }
    ObjectNode hello = JsonNodeFactory.instance.objectNode().put("type", "options_update");
    ObjectNode wanted = hello.putObject("payload");
    FrameDraft.USED.forEach(wanted.putArray("wantedCollections")::add);
    dids.forEach(wanted.putArray("wantedDids")::add);
    return hello.toString();
  }

  /** A number of v2 includes the one asked for, that of the raw stream does not. */
  private long cursor(StreamPlace place, long seq) {
    long moment = place.heard() ? Math.max(0, place.micros() - REWIND_MICROS) : place.micros();
    return switch (this) {
      case JETSTREAM_1 -> moment;
      case JETSTREAM_2 -> seq > 0 ? rewound(seq) : moment >= FIRST_MOMENT ? moment : 0;
      case FIREHOSE -> seq > 0 ? rewound(seq) : 0;
    };
  }

  private static long rewound(long seq) {
    return Math.max(1, seq - REWIND_NUMBERS);
  }

  private static void add(StringBuilder query, String name, String value) {
    query
        .append(query.isEmpty() ? "" : "&")
        .append(name)
        .append('=')
        .append(value.replace("%", "%25"));
  }
}
