package org.chancery.ingest.topology;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** What is heard, as bytes between subtasks. */
final class HeardSerializer extends TypeSerializerSingleton<Heard> {
  static final HeardSerializer INSTANCE = new HeardSerializer();

  @Override
  public void serialize(Heard heard, DataOutputView out) throws IOException {
    switch (heard) {
      case Heard.Of(var event) -> {
        out.writeByte(0);
        EventCodec.write(event, out);
      }
      case Heard.Progress p -> {
        out.writeByte(1);
        Wire.text(p.source(), out);
        out.writeByte(p.network() == null ? -1 : p.network().ordinal());
        out.writeBoolean(p.live());
        Wire.text(p.state(), out);
        out.writeBoolean(p.newest() != null);
        if (p.newest() != null) {
          Wire.time(p.newest(), out);
        }
        Wire.text(p.lastError(), out);
        out.writeInt(p.counts().size());
        for (Map.Entry<String, Long> count : p.counts().entrySet()) {
          Wire.text(count.getKey(), out);
          out.writeLong(count.getValue());
        }
      }
      case Heard.Hole h -> {
        out.writeByte(2);
        Wire.text(h.source(), out);
        Wire.time(h.from(), out);
        Wire.time(h.to(), out);
        Wire.text(h.why(), out);
      }
    }
  }

  @Override
  public Heard deserialize(DataInputView in) throws IOException {
    int type = in.readByte();
    return switch (type) {
      case 0 -> new Heard.Of(EventCodec.read(in));
      case 1 -> progress(in);
      case 2 -> new Heard.Hole(Wire.given(in), Wire.time(in), Wire.time(in), Wire.given(in));
      default -> throw new IOException("nothing heard has type " + type);
    };
  }

  private static Heard progress(DataInputView in) throws IOException {
    String source = Wire.given(in);
    int network = in.readByte();
    boolean live = in.readBoolean();
    String state = Wire.given(in);
    Instant newest = in.readBoolean() ? Wire.time(in) : null;
    String lastError = Wire.text(in);
    int size = in.readInt();
    Map<String, Long> counts = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      counts.put(Wire.given(in), in.readLong());
    }
    return new Heard.Progress(
        source,
        network < 0 ? null : Wire.NETWORKS[network],
        live,
        state,
        newest,
        lastError,
        counts);
  }

  @Override
  public Heard deserialize(@Nullable Heard reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public @Nullable Heard createInstance() {
    return null;
  }

  @Override
  public Heard copy(Heard heard) {
    return heard;
  }

  @Override
  public Heard copy(Heard heard, @Nullable Heard reuse) {
    return heard;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public TypeSerializerSnapshot<Heard> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Version of the form above. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Heard> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
