package org.chancery.ingest.source;

import static org.chancery.ingest.source.HostileWire.CHUNKED;
import static org.chancery.ingest.source.HostileWire.END;
import static org.chancery.ingest.source.HostileWire.LARGE;
import static org.chancery.ingest.source.HostileWire.OK;
import static org.chancery.ingest.source.HostileWire.RSS;
import static org.chancery.ingest.source.HostileWire.SMALL;
import static org.chancery.ingest.source.HostileWire.bomb;
import static org.chancery.ingest.source.HostileWire.chunk;
import static org.chancery.ingest.source.HostileWire.encoded;
import static org.chancery.ingest.source.HostileWire.endless;
import static org.chancery.ingest.source.HostileWire.large;
import static org.chancery.ingest.source.HostileWire.slow;
import static org.chancery.ingest.source.HostileWire.xml;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Answers to the reader of a feed that were made to harm it. Each is made as it goes, so that it
 * costs its server nothing; those without end go on until the client leaves.
 */
enum Attack {
  GZIP_BOMB("RATIO", out -> bomb(out, "gzip", GZIPOutputStream::new)),
  DEFLATE_BOMB("RATIO", out -> bomb(out, "deflate", DeflaterOutputStream::new)),
  ZSTD_BOMB("RATIO", out -> bomb(out, "zstd", HostileWire::zstd)),
  NESTED_GZIP("ENCODING", out -> encoded(out, "gzip, gzip")),
  BROTLI("ENCODING", out -> encoded(out, "br")),
  /** Packed well, but not too well. */
  PATIENT_BOMB("BODY_TOO_LARGE", HostileWire::patientBomb),

  BILLION_LAUGHS("MALFORMED", out -> xml(out, HostileWire.laughs())),
  QUADRATIC_BLOWUP("MALFORMED", out -> xml(out, HostileWire.quadratic())),
  DEEP_XML("TOO_LARGE", out -> xml(out, "<a>".repeat(300_000))),
  MANY_ELEMENTS("TOO_LARGE", out -> xml(out, "<a>" + "<b/>".repeat(250_000) + "</a>")),
  MANY_ATTRIBUTES("TOO_LARGE", out -> xml(out, HostileWire.attributes())),
  MANY_SMALL_ATTRIBUTES(
      "TOO_LARGE", out -> large(out, "<rss>", "<a b='' c='' d='' e='' f='' g='' h=''/>", "</rss>")),
  MANY_NAMESPACES("TOO_LARGE", out -> large(out, "<rss>", "<a xmlns='x:'/>", "</rss>")),
  LONG_NAME("TOO_LARGE", out -> large(out, "<", "x", ">")),
  HUGE_TEXT("accepted", out -> large(out, RSS + "<description>", "text ", "</description>" + END)),
  HUGE_CDATA(
      "accepted",
      out -> large(out, RSS + "<description><![CDATA[", "text ", "]]></description>" + END)),
  HUGE_COMMENT("accepted", out -> large(out, RSS + "<!--", "text ", "-->" + END)),
  HUGE_ATTRIBUTE("TOO_LARGE", out -> large(out, "<rss a='", "text ", "'>")),
  DEEP_JSON("TOO_LARGE", out -> large(out, "{\"items\":", "[", "")),

  ENDLESS_BODY("BODY_TOO_LARGE", out -> endless(out, OK + CHUNKED, chunk("text "))),
  ENDLESS_TRAILER("HEAD_TOO_LARGE", out -> endless(out, OK + CHUNKED + "0\r\n", "X: y\r\n")),
  ENDLESS_CHUNK_LINE("HEAD_TOO_LARGE", out -> endless(out, OK + CHUNKED + "5;", "x")),
  ENDLESS_HEADERS("HEAD_TOO_LARGE", out -> endless(out, OK, "X: y\r\n")),
  ENDLESS_HEADER("HEAD_TOO_LARGE", out -> endless(out, OK + "X: ", "y")),
  ENDLESS_STATUS("HEAD_TOO_LARGE", out -> endless(out, "HTTP/1.1 200 ", "OK")),
  ENDLESS_INTERIM("HEAD_TOO_LARGE", out -> endless(out, "", "HTTP/1.1 100 Continue\r\n\r\n")),

  SLOW_HEAD("TIMEOUT", out -> slow(out, OK + "X: ", 0)),
  /** Holds nearly all that may come beside others, and does not end. */
  SLOW_SMALL("TIMEOUT", out -> slow(out, OK + "\r\n", SMALL)),
  /** Holds nearly all that may come alone, and does not end. */
  SLOW_LARGE("TIMEOUT", out -> slow(out, OK + "\r\n", LARGE));

  /** Puts an answer on the wire, head and all. */
  @FunctionalInterface
  private interface Script {
    void play(OutputStream out) throws IOException, InterruptedException;
  }

  private final String cause;
  private final Script script;

  /**
   * @param cause as the feed has it afterwards; {@code accepted} where it is read all the same, cut
   *     to measure
   */
  Attack(String cause, Script script) {
    this.cause = cause;
    this.script = script;
  }

  String cause() {
    return cause;
  }

  void play(OutputStream out) throws IOException, InterruptedException {
    script.play(out);
  }
}
