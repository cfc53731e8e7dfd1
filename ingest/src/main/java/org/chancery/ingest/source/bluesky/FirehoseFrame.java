package org.chancery.ingest.source.bluesky;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One frame of the raw stream of a PDS or relay, {@code com.atproto.sync.subscribeRepos}: a header
 * and a body in DAG-CBOR, the records of a commit in an archive within it. Blocks are checked
 * against their addresses; the signature of the commit is not. Immutable.
 *
 * @param type {@code #commit}, {@code #identity}, {@code #account}, {@code #sync} or {@code #info};
 *     empty for an error
 * @param body as sent, by the data model
 * @see <a href="https://atproto.com/specs/sync">AT protocol, synchronisation</a>
 */
record FirehoseFrame(String type, JsonNode header, JsonNode body) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int ERROR = -1;

  /**
   * Takes a frame apart, but for the archive of a commit.
   *
   * @throws BadBlockException when the bytes are no frame
   */
  static FirehoseFrame read(byte[] frame) throws BadBlockException {
    List<JsonNode> parts = DagCbor.all(frame);
    if (parts.size() != 2 || !parts.get(0).isObject() || !parts.get(1).isObject()) {
      throw new BadBlockException("a frame is a header and a body");
    }
    int op = parts.get(0).path("op").asInt(0);
    if (op != 1 && op != ERROR) {
      throw new BadBlockException("a frame of no known operation");
    }
    String type = op == ERROR ? "" : parts.get(0).path("t").asString("");
    return new FirehoseFrame(type, parts.get(0), parts.get(1));
  }

  /** The host's number of the event, 0 where it has none. */
  long seq() {
    return body.path("seq").asLong(0);
  }

  /** When the host sent it first, in microseconds since 1970; 0 where it does not say. */
  long timeUs() {
    return AtTime.micros(body.path("time").asString(""));
  }

  /** A word of the host about the stream itself: an error, or that the cursor is too old. */
  @Nullable String notice() {
    return switch (type) {
      case "" -> body.path("error").asString("error");
      case "#info" -> body.path("name").asString("info");
      default -> null;
    };
  }

  /** What Jetstream v1 makes of it: an object for each operation of a commit. */
  List<ObjectNode> asJetstream() throws BadBlockException {
    return switch (type) {
      case "#commit" -> commit();
      case "#identity" ->
          List.of(event("identity", "did", List.of("did", "handle", "seq", "time")));
      case "#account" ->
          List.of(event("account", "did", List.of("active", "did", "seq", "status", "time")));
      default -> List.of();
    };
  }

  private ObjectNode event(String kind, String account, List<String> fields) {
    ObjectNode event = NODES.objectNode();
    event.set("did", body.path(account));
    event.put("time_us", timeUs());
    event.put("kind", kind);
    ObjectNode inner = event.putObject(kind);
    for (String field : fields) {
      if (body.hasNonNull(field)) {
        inner.set(field, body.get(field));
      }
    }
    return event;
  }

  private List<ObjectNode> commit() throws BadBlockException {
    if (body.path("tooBig").asBoolean(false) || body.path("ops").isEmpty()) {
      return List.of();
    }
    Car car = Car.read(bytes(body.path("blocks")));
    List<ObjectNode> events = new ArrayList<>();
    for (JsonNode op : body.path("ops")) {
      String path = op.path("path").asString("");
      int slash = path.indexOf('/');
      if (slash < 0) {
        throw new BadBlockException("an operation without a path");
      }
      ObjectNode event = event("commit", "repo", List.of("rev"));
      ObjectNode commit = (ObjectNode) event.get("commit");
      commit.set("operation", op.path("action"));
      commit.put("collection", path.substring(0, slash));
      commit.put("rkey", path.substring(slash + 1));
      if (!op.path("action").asString("").equals("delete")) {
        String link = op.path("cid").path("$link").asString("");
        commit.set("record", DagCbor.one(car.block(Cid.parse(link))));
        commit.put("cid", link);
      }
      events.add(event);
    }
    return events;
  }

  private static byte[] bytes(JsonNode node) throws BadBlockException {
    try {
      return Base64.getDecoder().decode(node.path("$bytes").asString(""));
    } catch (IllegalArgumentException e) {
      throw new BadBlockException("no bytes");
    }
  }
}
