package org.chancery.ingest.source.file;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a file, uncompressed.
 *
 * @param bytes at most {@link #SIZE}
 * @param whole whether that is all of the file
 * @param compression gzip, zstd or empty
 * @param marked encoding told by a byte order mark; the bytes are UTF-8 then
 */
record Sample(byte[] bytes, boolean whole, String compression, @Nullable Charset marked) {
  static final int SIZE = 1 << 20;

  static Sample of(Path file, @Nullable Charset encoding) throws IOException {
    try (Inputs inputs = Inputs.open(file, encoding)) {
      byte[] bytes = new byte[SIZE];
      int length = 0;
      try {
        int n = 0;
        while (n >= 0 && length < SIZE) {
          length += n;
          n = inputs.text().read(bytes, length, SIZE - length);
        }
      } catch (IOException e) {
        rethrowUnlessDamage(e);
        // A cut or damaged archive: what could be read is the sample, the reader tells the rest.
      }
      return new Sample(
          java.util.Arrays.copyOf(bytes, length),
          length < SIZE,
          inputs.compression(),
          inputs.marked());
    } catch (IOException e) {
      rethrowUnlessDamage(e);
      throw new UnusableFileException(file + " is a damaged archive: " + e.getMessage());
    }
  }

  private static void rethrowUnlessDamage(IOException e) throws IOException {
    if (!Inputs.damage(e)) {
      throw e;
    }
  }

  /** As UTF-8, or windows-1252 where it is not. */
  String text() {
    CsvText text = marked != null ? CsvText.utf8() : CsvText.guess(bytes);
    String decoded = text.decode(bytes, 0, bytes.length);
    return decoded != null ? decoded : new String(bytes, StandardCharsets.UTF_8);
  }

  /** Whole lines that are not blank, at most so many. */
  List<String> lines(int most) {
    String text = text();
    boolean last = whole || text.endsWith("\n");
    List<String> lines = text.lines().filter(line -> !line.isBlank()).limit(most + 1L).toList();
    int complete = last || lines.size() < 2 ? lines.size() : lines.size() - 1;
    return lines.subList(0, Math.min(most, complete));
  }
}
