package org.chancery.ingest.source.bluesky;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chancery.core.event.Parsed;
import org.chancery.core.event.RejectReason;
import org.chancery.ingest.source.JsonEntrance;
import org.chancery.ingest.source.JsonEntrance.Verdict;

/** Where JSON comes from Bluesky. */
public final class BlueskyEntrances {
  private BlueskyEntrances() {}

  public static final List<JsonEntrance> ALL =
      List.of(
          new JsonEntrance(
              "Jetstream v1",
              "{\"did\":\"did:plc:a\",\"time_us\":1779719000000000,\"kind\":\"commit\",\"x\":",
              false,
              false,
              BlueskyEntrances::frame),
          new JsonEntrance(
              "Jetstream v1 record",
              "{\"did\":\"did:plc:a\",\"kind\":\"commit\",\"commit\":{},\"record\":",
              false,
              false,
              BlueskyEntrances::frame),
          new JsonEntrance(
              "Jetstream v2",
              "{\"$type\":\"message\",\"payload\":{\"seq\":1},\"x\":",
              false,
              false,
              BlueskyEntrances::frame),
          new JsonEntrance(
              "XRPC answer", "{\"records\":[],\"x\":", false, false, BlueskyEntrances::answer));

  /** What is no UTF-8 ends the connection: RFC 6455 section 8.1. */
  private static Verdict frame(JsonEntrance.Input input) {
    try {
      String frame =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(input.text())).toString();
      return switch (JetstreamFrame.parse(frame, new JetstreamFrame.Cursor())) {
        case Parsed.Rejected(RejectReason why, String detail)
            when why == RejectReason.MALFORMED || why == RejectReason.TOO_LARGE ->
            Verdict.refused(detail);
        default -> Verdict.READ;
      };
    } catch (CharacterCodingException e) {
      return Verdict.refused("no UTF-8");
    }
  }

  private static Verdict answer(JsonEntrance.Input input) {
    try {
      return Identities.tree(input.text()).path("records").isArray()
          ? Verdict.READ
          : Verdict.refused("no records");
    } catch (IOException e) {
      return Verdict.refused(e.getMessage());
    }
  }
}
