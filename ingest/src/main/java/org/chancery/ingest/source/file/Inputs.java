package org.chancery.ingest.source.file;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Opens a file: gzip and zstd by their magic bytes, byte order marks, text as UTF-8. */
final class Inputs implements AutoCloseable {
  private final Counting counting;
  private final long size;
  private final String compression;
  private final @Nullable Charset marked;
  private final InputStream text;

  private Inputs(Path file, @Nullable Charset given) throws IOException {
    size = Files.size(file);
    counting = new Counting(Files.newInputStream(file));
    try {
      BufferedInputStream raw = new BufferedInputStream(counting, 1 << 16);
      raw.mark(4);
      byte[] magic = raw.readNBytes(4);
      raw.reset();
      InputStream plain = raw;
      if (starts(magic, 0x1f, 0x8b)) {
        compression = "gzip";
        plain = new GZIPInputStream(raw, 1 << 16);
      } else if (starts(magic, 0x28, 0xb5, 0x2f, 0xfd)) {
        compression = "zstd";
        plain = new ZstdInputStream(raw);
      } else {
        compression = "";
      }
      byte[] head = plain.readNBytes(3);
      int bom = 0;
      if (starts(head, 0xef, 0xbb, 0xbf)) {
        marked = StandardCharsets.UTF_8;
        bom = 3;
      } else if (starts(head, 0xff, 0xfe)) {
        marked = StandardCharsets.UTF_16LE;
        bom = 2;
      } else if (starts(head, 0xfe, 0xff)) {
        marked = StandardCharsets.UTF_16BE;
        bom = 2;
      } else {
        marked = null;
      }
      InputStream rest =
          new SequenceInputStream(new ByteArrayInputStream(head, bom, head.length - bom), plain);
      Charset from = marked != null ? marked : given;
      text =
          from == null || from.equals(StandardCharsets.UTF_8) ? rest : new Transcoded(rest, from);
    } catch (IOException | RuntimeException e) {
      counting.close();
      throw e;
    }
  }

  /**
   * Opens a file for reading from its first character.
   *
   * @param given encoding told by the importer; a byte order mark wins over it
   */
  static Inputs open(Path file, @Nullable Charset given) throws IOException {
    return new Inputs(file, given);
  }

  /** UTF-8 bytes, unless the file is in an encoding that nobody has named. */
  InputStream text() {
    return text;
  }

  /** {@code gzip}, {@code zstd} or empty. */
  String compression() {
    return compression;
  }

  /** Encoding told by a byte order mark. */
  @Nullable Charset marked() {
    return marked;
  }

  double share() {
    return size == 0 ? 1 : Math.min(1, (double) counting.count / size);
  }

  /** Whether an error tells that a compressed file is cut or broken, not that the disk is. */
  static boolean damage(IOException e) {
    return e instanceof EOFException || e instanceof ZipException || e instanceof ZstdIOException;
  }

  @Override
  public void close() throws IOException {
    text.close();
    counting.close();
  }

  private static boolean starts(byte[] bytes, int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static final class Counting extends FilterInputStream {
    private long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
      int n = in.read(to, from, length);
      count += Math.max(0, n);
      return n;
    }
  }
}
