package org.chancery.simulator.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The head of an HTTP request: just enough of RFC 9112 for GET and an upgrade on loopback.
 *
 * @param query decoded, repeated keys in order
 * @param headers names in lower case
 */
public record Request(
    String method, String path, Map<String, List<String>> query, Map<String, String> headers) {
  /** Room for 10 000 wanted DIDs in the query. */
  private static final int LARGEST_HEAD = 1 << 20;

  /** Empty when the client went away before the head was whole. */
  public static Optional<Request> read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < 4) {
      int b = in.read();
      if (b < 0) return Optional.empty();
      head.write(b);
      if (head.size() > LARGEST_HEAD)
        throw new IOException("request head above " + LARGEST_HEAD + " bytes");
      if (b == (matched % 2 == 0 ? '\r' : '\n')) matched++;
      else matched = b == '\r' ? 1 : 0;
    }
    return Optional.of(parse(head.toString(StandardCharsets.ISO_8859_1)));
  }

  private static Request parse(String head) throws IOException {
    String[] lines = head.split("\r\n");
    String[] first = lines[0].split(" ");
    if (first.length != 3) throw new IOException("no request line: " + lines[0]);
    Map<String, String> headers = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 0) continue;
      headers.merge(
          lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[i].substring(colon + 1).strip(),
          (a, b) -> a + "," + b);
    }
    int mark = first[1].indexOf('?');
    String path = mark < 0 ? first[1] : first[1].substring(0, mark);
    return new Request(
        first[0], path, mark < 0 ? Map.of() : query(first[1].substring(mark + 1)), headers);
  }

  private static Map<String, List<String>> query(String raw) {
    Map<String, List<String>> query = new HashMap<>();
    for (String pair : raw.split("&")) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      query
          .computeIfAbsent(URLDecoder.decode(key, StandardCharsets.UTF_8), k -> new ArrayList<>())
          .add(URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return query;
  }

  public List<String> all(String key) {
    return query.getOrDefault(key, List.of());
  }

  public Optional<String> find(String key) {
    return all(key).stream().findFirst();
  }

  public String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
