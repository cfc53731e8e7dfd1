package org.chancery.ingest.topology;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.jspecify.annotations.Nullable;

/** The simple values of {@link EventCodec} as bytes. */
final class Wire {
  static final Network[] NETWORKS = Network.values();
  static final PostKind[] KINDS = PostKind.values();
  private static final long ABSENT = Long.MIN_VALUE;

  private Wire() {}

  static void text(@Nullable String text, DataOutput out) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static @Nullable String text(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static String given(DataInput in) throws IOException {
    return there(text(in));
  }

  static <T> T there(@Nullable T value) throws IOException {
    if (value == null) {
      throw new IOException("a value that must be there is missing: state of another version?");
    }
    return value;
  }

  static void counts(Map<String, Long> counts, DataOutput out) throws IOException {
    out.writeInt(counts.size());
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      text(count.getKey(), out);
      out.writeLong(count.getValue());
    }
  }

  static Map<String, Long> counts(DataInput in) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      counts.put(given(in), in.readLong());
    }
    return counts;
  }

  static void texts(@Nullable List<String> texts, DataOutput out) throws IOException {
    out.writeInt(texts == null ? -1 : texts.size());
    if (texts != null) {
      for (String text : texts) {
        text(text, out);
      }
    }
  }

  static @Nullable List<String> texts(DataInput in) throws IOException {
    int size = in.readInt();
    if (size < 0) {
      return null;
    }
    List<String> texts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      texts.add(given(in));
    }
    return texts;
  }

  static void number(@Nullable Long number, DataOutput out) throws IOException {
    out.writeLong(number == null ? ABSENT : number);
  }

  static @Nullable Long number(DataInput in) throws IOException {
    long number = in.readLong();
    return number == ABSENT ? null : number;
  }

  static void time(Instant time, DataOutput out) throws IOException {
    out.writeLong(time.getEpochSecond());
    out.writeInt(time.getNano());
  }

  static Instant time(DataInput in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  static void maybeTime(@Nullable Instant time, DataOutput out) throws IOException {
    out.writeBoolean(time != null);
    if (time != null) {
      time(time, out);
    }
  }

  static @Nullable Instant maybeTime(DataInput in) throws IOException {
    return in.readBoolean() ? time(in) : null;
  }
}
