package org.chancery.simulator.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A whole answer of HTTP/1.1. Immutable but for the bytes.
 *
 * @param status with its words
 * @param headers in their order; length and connection are added
 */
public record Answer(String status, Map<String, String> headers, byte[] body) {
  public static final Answer NOT_FOUND = of("404 Not Found", "text/plain", "there is no such page");

  /** With one header. */
  public static Answer of(String status, String type, String body) {
    return new Answer(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
  }

  /** With one header more, or another value of it. */
  public Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }

  /** Status line and headers. */
  byte[] head(String extra) {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head.append(extra)
        .append("Connection: close\r\n\r\n")
        .toString()
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  static String length(long bytes) {
    return "Content-Length: " + bytes + "\r\n";
  }

  /** Puts it on the wire as it is. */
  public void write(OutputStream out) throws IOException {
    out.write(head(length(body.length)));
    out.write(body);
    out.flush();
  }
}
