package org.chancery.ingest.source;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** How attacks are put on the wire. */
final class HostileWire {
  static final String OK = "HTTP/1.1 200 OK\r\n";
  static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
  static final String RSS =
      "<rss version=\"2.0\"><channel><title>t</title><item><guid>1</guid><title>One</title>";
  static final String END = "</item></channel></rss>";

  /** Bytes just below what may come beside others. */
  static final int SMALL = (1 << 20) - 1_000;

  /** Bytes just below the most that an answer may have. */
  static final int LARGE = (16 << 20) - 1_000;

  private static final int PIECE = 1 << 16;
  private static final long GIBIBYTE = 1L << 30;
  private static final long DRIP_MILLIS = 50;

  private HostileWire() {}

  /** A packer of a stream. */
  @FunctionalInterface
  interface Packer {
    OutputStream over(OutputStream out) throws IOException;
  }

  static OutputStream zstd(OutputStream out) throws IOException {
    return new ZstdOutputStream(out);
  }

  /** A gibibyte of blanks, well packed. */
  static void bomb(OutputStream out, String encoding, Packer packer) throws IOException {
    write(out, OK + "Content-Encoding: " + encoding + "\r\n\r\n");
    try (OutputStream packed = packer.over(out)) {
      repeat(packed, " ", GIBIBYTE);
    }
  }

  /** A gibibyte that is packed less well than what is refused for that. */
  static void patientBomb(OutputStream out) throws IOException {
    write(out, OK + "Content-Encoding: gzip\r\n\r\n");
    Random random = new Random(1);
    byte[] noise = new byte[PIECE / 50];
    byte[] blanks = " ".repeat(PIECE).getBytes(StandardCharsets.US_ASCII);
    try (OutputStream packed = new GZIPOutputStream(out)) {
      for (long sent = 0; sent < GIBIBYTE; sent += PIECE) {
        random.nextBytes(noise);
        packed.write(noise);
        packed.write(blanks, 0, PIECE - noise.length);
      }
    }
  }

  static void encoded(OutputStream out, String encoding) throws IOException {
    write(out, OK + "Content-Encoding: " + encoding + "\r\n\r\nwas not asked for");
  }

  /** Entities of entities: a billion words. */
  static String laughs() {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE rss [<!ENTITY e0 \"lol\">");
    for (int i = 1; i < 10; i++) {
      laughs.append("<!ENTITY e%d \"%s\">".formatted(i, "&e%d;".formatted(i - 1).repeat(10)));
    }
    return laughs + "]><rss version=\"2.0\"><channel><title>&e9;</title></channel></rss>";
  }

  /** One long entity, very often. */
  static String quadratic() {
    return "<!DOCTYPE rss [<!ENTITY e \"%s\">]><rss version=\"2.0\"><channel><title>%s</title></channel></rss>"
        .formatted("x".repeat(100_000), "&e;".repeat(100_000));
  }

  static String attributes() {
    StringBuilder many = new StringBuilder("<rss");
    for (int i = 0; i < 50_000; i++) {
      many.append(" a").append(i).append("=''");
    }
    return many + "/>";
  }

  static void xml(OutputStream out, String document) throws IOException {
    write(out, OK + "Content-Type: text/xml\r\n\r\n" + document);
  }

  /** A document of the largest size that is read, nearly all of it one thing. */
  static void large(OutputStream out, String begin, String much, String end) throws IOException {
    write(out, OK + "\r\n" + begin);
    repeat(out, much, LARGE - begin.length() - end.length());
    write(out, end);
  }

  static String chunk(String much) {
    return "10000\r\n" + much.repeat(PIECE).substring(0, PIECE) + "\r\n";
  }

  static void endless(OutputStream out, String begin, String much) throws IOException {
    write(out, begin);
    repeat(out, much, GIBIBYTE);
  }

  /** So many bytes at once, then one now and then. */
  static void slow(OutputStream out, String begin, long atOnce)
      throws IOException, InterruptedException {
    write(out, begin);
    repeat(out, "slow ", atOnce);
    while (true) {
      write(out, "x");
      Thread.sleep(DRIP_MILLIS);
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Repeats a text until so many bytes are written. */
  private static void repeat(OutputStream out, String much, long bytes) throws IOException {
    int times = Math.max(1, PIECE / much.length());
    byte[] piece = much.repeat(times).getBytes(StandardCharsets.US_ASCII);
    for (long left = bytes; left > 0; left -= piece.length) {
      out.write(piece, 0, (int) Math.min(left, piece.length));
    }
    out.flush();
  }
}
