package org.chancery.ingest.topology;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
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
    Wire.counts(split.counts(), out);
    Wire.maybeTime(split.newest(), out);
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
    Map<String, Long> counts = Wire.counts(in);
    Instant newest = Wire.maybeTime(in);
    return new TapSplit(id, cursor, counts, newest);
  }
}
