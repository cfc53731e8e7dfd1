package org.chancery.ingest.egress;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Reads an answer's body as it comes, never more of it than the limits allow. */
final class Body {
  /** What we say we understand; another encoding is refused, for it was not asked for. */
  static final String ACCEPTED = "gzip, deflate, zstd";

  /** Largest window of zstd, 8 MiB, as RFC 9659 bounds it for HTTP. */
  private static final int ZSTD_WINDOW_LOG = 23;

  private static final int CHUNK = 16 << 10;

  private Body() {}

  /**
   * @param encoding as {@code Content-Encoding} says, empty for none
   * @throws RefusedException when it is larger or better compressed than allowed
   */
  static byte[] read(InputStream wire, String encoding, EgressRules.Limits limits)
      throws IOException {
    Counted received = new Counted(wire);
    try (InputStream decoded = decoding(received, encoding)) {
      ByteArrayOutputStream body = new ByteArrayOutputStream(CHUNK);
      byte[] chunk = new byte[CHUNK];
      for (int n = decoded.read(chunk); n >= 0; n = decoded.read(chunk)) {
        long size = (long) body.size() + n;
        if (size > limits.body()) {
          throw new RefusedException(
              Outcome.Rule.BODY_TOO_LARGE, "more than %d bytes".formatted(limits.body()));
        }
        if (size > EgressRules.Limits.FREE_BYTES && size > received.count * limits.ratio()) {
          throw new RefusedException(
              Outcome.Rule.RATIO, "%d bytes became more than %d".formatted(received.count, size));
        }
        body.write(chunk, 0, n);
      }
      return body.toByteArray();
    }
  }

  private static InputStream decoding(InputStream wire, String encoding) throws IOException {
    switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> {
        return wire;
      }
      case "gzip", "x-gzip" -> {
        PushbackInputStream ahead = new PushbackInputStream(wire, 1);
        int first = ahead.read();
        if (first < 0) {
          return InputStream.nullInputStream(); // an empty body says gzip on many servers
        }
        ahead.unread(first);
        return new GZIPInputStream(ahead);
      }
      case "deflate" -> {
        return inflating(wire);
      }
      case "zstd" -> {
        return new ZstdInputStreamNoFinalizer(wire).setLongMax(ZSTD_WINDOW_LOG);
      }
      default ->
          throw new RefusedException(
              Outcome.Rule.ENCODING, "an encoding that was not asked for: " + shown(encoding));
    }
  }

  /** Servers mean zlib or raw deflate by the word; the first byte tells. */
  private static InputStream inflating(InputStream wire) throws IOException {
    PushbackInputStream ahead = new PushbackInputStream(wire, 1);
    int first = ahead.read();
    if (first < 0) {
      return InputStream.nullInputStream();
    }
    ahead.unread(first);
    boolean zlib = (first & 0x0f) == 8 && (first >> 4) <= 7;
    return new InflaterInputStream(ahead, new Inflater(!zlib)) {
      @Override
      public void close() throws IOException {
        super.close();
        inf.end();
      }
    };
  }

  private static String shown(String encoding) {
    return encoding.replaceAll("[^\\x20-\\x7e]", "?").substring(0, Math.min(40, encoding.length()));
  }

  /** Counts what really came over the wire. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream wire) {
      super(wire);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count += one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] to, int off, int len) throws IOException {
      int n = super.read(to, off, len);
      count += Math.max(0, n);
      return n;
    }

    /** The caller ends the exchange: the library would read an endless body to its end here. */
    @Override
    public void close() {}
  }
}
