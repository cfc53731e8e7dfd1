package org.chancery.ingest.topology;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
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
      case Heard.Of(var event, boolean displayOnly) -> {
        out.writeByte(displayOnly ? 5 : 0);
        EventCodec.write(event, out);
      }
      case Heard.Progress p -> {
        out.writeByte(1);
        Wire.text(p.source(), out);
        out.writeByte(p.network() == null ? -1 : p.network().ordinal());
        out.writeBoolean(p.live());
        Wire.text(p.state(), out);
        Wire.maybeTime(p.newest(), out);
        Wire.text(p.lastError(), out);
        Wire.counts(p.counts(), out);
      }
      case Heard.Hole h -> {
        out.writeByte(2);
        Wire.text(h.source(), out);
        Wire.time(h.from(), out);
        Wire.time(h.to(), out);
        Wire.text(h.why(), out);
      }
      case Heard.Place p -> {
        out.writeByte(3);
        Wire.text(p.source(), out);
        out.writeInt(p.lane());
        out.writeInt(p.bucket());
        out.writeLong(p.step());
        Wire.text(p.cursor(), out);
        Wire.counts(p.counts(), out);
        Wire.maybeTime(p.newest(), out);
      }
      case Heard.Forget f -> {
        out.writeByte(4);
        out.writeInt(f.bucket());
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
      case 3 ->
          new Heard.Place(
              Wire.given(in),
              in.readInt(),
              in.readInt(),
              in.readLong(),
              Wire.text(in),
              Wire.counts(in),
              Wire.maybeTime(in));
      case 5 -> new Heard.Of(EventCodec.read(in), true);
      case 4 -> new Heard.Forget(in.readInt());
      default -> throw new IOException("nothing heard has type " + type);
    };
  }

  private static Heard progress(DataInputView in) throws IOException {
    String source = Wire.given(in);
    int network = in.readByte();
    boolean live = in.readBoolean();
    String state = Wire.given(in);
    Instant newest = Wire.maybeTime(in);
    String lastError = Wire.text(in);
    Map<String, Long> counts = Wire.counts(in);
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
