package org.chancery.ingest.source.bluesky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.Event;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Recorded frames of a real PDS, against their outside decoding; and torn ones. */
class FirehoseFrameTest {
  private static final Path WIRE =
      Path.of(System.getProperty("chancery.shared", "../shared"), "data/wire/bluesky");
  private static final JsonMapper JSON = JsonMapper.shared();
  private List<byte[]> frames = List.of();

  @BeforeEach
  void read() throws IOException {
    Path file = WIRE.resolve("frames.bin");
    assumeTrue(Files.exists(file), "left out: needs ../shared/data/wire/bluesky/frames.bin");
    ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    frames = new ArrayList<>();
    while (all.hasRemaining()) {
      byte[] frame = new byte[all.getInt()];
      all.get(frame);
      frames.add(frame);
    }
  }

  private static List<JsonNode> lines(String file) throws IOException {
    return Files.readAllLines(WIRE.resolve(file)).stream()
        .filter(line -> !line.isBlank())
        .map(JSON::readTree)
        .toList();
  }

  @Test
  void each_frame_is_what_its_line_says() throws Exception {
    List<JsonNode> told = lines("frames.jsonl");
    assertThat(frames).hasSameSizeAs(told);
    for (int i = 0; i < frames.size(); i++) {
      FirehoseFrame frame = FirehoseFrame.read(frames.get(i));
      assertThat(frame.header()).isEqualTo(told.get(i).get("header"));
      assertThat(inWordsOf(frame.body()))
          .as("frame %d", i)
          .isEqualTo(inWordsOf(told.get(i).get("body")));
    }
  }

  /**
   * The recording writes the archive as its size, and a link of its own kind of object with
   * version, codec and hash.
   */
  private static JsonNode inWordsOf(JsonNode node) {
    if (node.isObject()) {
      if (node.has("$link")) {
        return JSON.getNodeFactory().stringNode(node.get("$link").asString());
      }
      if (node.has("hash") && node.has("code")) {
        byte[] hash = java.util.Base64.getDecoder().decode(node.at("/hash/$bytes").asString());
        byte[] cid = new byte[hash.length + 2];
        cid[0] = (byte) node.get("version").asInt();
        cid[1] = (byte) node.get("code").asInt();
        System.arraycopy(hash, 0, cid, 2, hash.length);
        try {
          return JSON.getNodeFactory().stringNode(Cid.of(cid, 0).toString());
        } catch (BadBlockException e) {
          throw new AssertionError(e);
        }
      }
      ObjectNode plain = JSON.createObjectNode();
      node.properties()
          .forEach(
              field ->
                  plain.set(
                      field.getKey(),
                      field.getKey().equals("blocks") && field.getValue().isObject()
                          ? JSON.getNodeFactory().stringNode(size(field.getValue()))
                          : inWordsOf(field.getValue())));
      return plain;
    }
    if (node.isArray()) {
      var plain = JSON.createArrayNode();
      node.forEach(item -> plain.add(inWordsOf(item)));
      return plain;
    }
    return node;
  }

  private static String size(JsonNode bytes) {
    int length = java.util.Base64.getDecoder().decode(bytes.get("$bytes").asString()).length;
    return "<%d bytes CAR>".formatted(length);
  }

  @Test
  void its_jetstream_form_is_that_of_the_recording() throws Exception {
    List<JsonNode> told = lines("jetstream-v1.jsonl");
    List<JsonNode> made = new ArrayList<>();
    for (byte[] frame : frames) {
      made.addAll(FirehoseFrame.read(frame).asJetstream());
    }
    assertThat(made).hasSameSizeAs(told);
    for (int i = 0; i < told.size(); i++) {
      ObjectNode own = (ObjectNode) JSON.readTree(made.get(i).toString());
      own.remove("time_us");
      ObjectNode others = (ObjectNode) told.get(i);
      others.remove("time_us");
      assertThat(own).as("event %d", i).isEqualTo(others);
    }
  }

  @Test
  void scanning_first_gives_the_same_events_and_each_frame_has_its_end() {
    Set<String> dids = new TreeSet<>();
    for (byte[] frame : frames) {
      try {
        JsonNode body = FirehoseFrame.read(frame).body();
        dids.add(body.path("repo").asString(body.path("did").asString("")));
      } catch (BadBlockException e) {
        throw new AssertionError(e);
      }
    }
    assertThat(dids).hasSizeGreaterThan(2);
    int events = 0;
    for (String did : dids) {
      FrameReading scanned = new FrameReading(() -> Set.of(did), true);
      FrameReading parsed = new FrameReading(() -> Set.of(did), false);
      frames.forEach(scanned::read);
      frames.forEach(parsed::read);
      List<Event> all = parsed.takeEvents();
      events += all.size();
      assertThat(scanned.takeEvents()).as(did).isEqualTo(all);
      assertThat(scanned.takeCounts().keySet())
          .containsExactlyInAnyOrder("records", "accepted", "foreign");
      assertThat(scanned.seq()).isEqualTo(parsed.seq()).isPositive();
    }
    assertThat(events).isGreaterThan(100);
  }

  @Test
  void names_of_strangers_pass_with_and_without_the_scan() {
    FrameReading scanned = new FrameReading(Set::of, true, true);
    FrameReading parsed = new FrameReading(Set::of, false, true);
    frames.forEach(scanned::read);
    frames.forEach(parsed::read);
    List<Event> scannedNames = named(scanned);
    assertThat(scannedNames).isEqualTo(named(parsed)).hasSizeGreaterThan(2);
    assertThat(scanned.takeCounts().get("accepted"))
        .as("only deletions, which name nobody, are accepted")
        .isEqualTo(parsed.takeCounts().get("accepted"));
    FrameReading listedOnly = new FrameReading(Set::of, true, false);
    frames.forEach(listedOnly::read);
    assertThat(named(listedOnly)).isEmpty();
  }

  private static List<Event> named(FrameReading reading) {
    return reading.takeEvents().stream().filter(AccountSeen.class::isInstance).toList();
  }

  @Test
  void a_changed_byte_of_a_record_is_found() {
    int changed = 0;
    int found = 0;
    Random random = new Random(5);
    for (byte[] frame : frames) {
      String text = new String(frame, java.nio.charset.StandardCharsets.ISO_8859_1);
      int record = text.indexOf("createdAt");
      if (record < 0) {
        continue;
      }
      byte[] bad = frame.clone();
      bad[record + 2 + random.nextInt(5)] ^= 1;
      changed++;
      try {
        FirehoseFrame.read(bad).asJetstream();
      } catch (BadBlockException e) {
        found++;
      }
    }
    assertThat(changed).isGreaterThan(50);
    assertThat(found).isEqualTo(changed);
  }

  @Test
  void torn_and_changed_frames_are_rejects_and_nothing_is_thrown() {
    Random random = new Random(9);
    FrameReading reading = new FrameReading(() -> Set.of("did:plc:nobody"), false);
    long given = 0;
    for (byte[] frame : frames) {
      for (int i = 0; i < 20; i++) {
        byte[] bad = java.util.Arrays.copyOf(frame, random.nextInt(frame.length + 1));
        for (int flips = random.nextInt(4); flips > 0 && bad.length > 0; flips--) {
          bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
        }
        reading.read(bad);
        given++;
      }
    }
    reading.read(new byte[FrameReading.LONGEST_BINARY + 1]);
    var counts = reading.takeCounts();
    assertThat(counts.get("MALFORMED")).isGreaterThan(given / 2);
    assertThat(counts.get("TOO_LARGE")).isEqualTo(1);
    assertThat(counts.get("records")).isGreaterThanOrEqualTo(given + 1);
  }

  @Test
  void a_deep_value_is_refused() {
    byte[] deep = new byte[100_000];
    java.util.Arrays.fill(deep, (byte) 0x81);
    assertThatThrownBy(() -> DagCbor.all(deep)).isInstanceOf(BadBlockException.class);
  }
}
