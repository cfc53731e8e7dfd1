package org.chancery.ingest.topology;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Splits as bytes in checkpoints. */
final class TapSplitSerializer implements SimpleVersionedSerializer<TapSplit> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(TapSplit split) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    Wire.text(split.splitId(), out);
    Wire.text(split.cursor(), out);
    out.writeInt(split.counts().size());
    for (Map.Entry<String, Long> count : split.counts().entrySet()) {
      Wire.text(count.getKey(), out);
      out.writeLong(count.getValue());
    }
    out.writeBoolean(split.newest() != null);
    if (split.newest() != null) {
      Wire.time(split.newest(), out);
    }
    return bytes.toByteArray();
  }

  @Override
  public TapSplit deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "split of version %d, this program reads %d".formatted(version, VERSION));
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    String id = Wire.given(in);
    String cursor = Wire.text(in);
    Map<String, Long> counts = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      counts.put(Wire.given(in), in.readLong());
    }
    Instant newest = in.readBoolean() ? Wire.time(in) : null;
    return new TapSplit(id, cursor, counts, newest);
  }
}
