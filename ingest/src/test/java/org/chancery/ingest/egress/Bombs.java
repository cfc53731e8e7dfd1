package org.chancery.ingest.egress;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** A gibibyte of spaces, well packed. */
public final class Bombs {
  private Bombs() {}

  /**
   * @param encoding gzip, deflate, raw-deflate or zstd
   */
  public static byte[] gibibyte(String encoding) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (encoding) {
          case "gzip" -> new GZIPOutputStream(packed, 1 << 16);
          case "deflate" -> new DeflaterOutputStream(packed);
          case "raw-deflate" -> new DeflaterOutputStream(packed, new Deflater(6, true));
          case "zstd" -> new ZstdOutputStream(packed);
          default -> throw new IllegalArgumentException(encoding);
        }) {
      byte[] chunk = new byte[1 << 20];
      java.util.Arrays.fill(chunk, (byte) ' ');
      for (int i = 0; i < 1024; i++) {
        out.write(chunk);
      }
    }
    return packed.toByteArray();
  }
}
