package org.chancery.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * Feeds of many hosts on loopback, some of which want to do harm; a process of its own, so that its
 * memory is not that of the reader. Prints its ports, and ends with its standard input.
 */
final class FeedServers {
  static final int ENTRIES = 20;
  private static final String TAG = "\"1\"";
  private static final byte[] HEAD = utf8("<rss version=\"2.0\"><channel><title>t</title>");

  /** What harm is tried, by the path that does it. */
  static final Map<String, Attack> ATTACKS = attacks();

  /** Writes a body. */
  @FunctionalInterface
  interface Attack {
    void write(OutputStream out) throws IOException;
  }

  private FeedServers() {}

  /**
   * @param arguments number of hosts
   */
  public static void main(String[] arguments) throws IOException {
    HttpServer[] servers = new HttpServer[Integer.parseInt(arguments[0])];
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    for (int i = 0; i < servers.length; i++) {
      servers[i] =
          HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 64);
      servers[i].createContext("/", FeedServers::answer);
      servers[i].setExecutor(threads);
      servers[i].start();
    }
    System.out.println(
        Arrays.stream(servers)
            .map(server -> Integer.toString(server.getAddress().getPort()))
            .collect(Collectors.joining(",")));
    System.out.flush();
    while (System.in.read() >= 0) {
      // until the parent ends
    }
    System.exit(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Attack attack = ATTACKS.get(path.replaceAll("^/|-[0-9]+$", ""));
      if (attack != null) {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody(), 1 << 16)) {
          attack.write(out);
        }
      } else if (!path.startsWith("/feed-")) {
        exchange.sendResponseHeaders(404, -1);
      } else if (TAG.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        exchange.sendResponseHeaders(304, -1);
      } else {
        exchange.getResponseHeaders().set("ETag", TAG);
        byte[] body = feed(path);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      }
    } catch (IOException e) {
      // the reader hung up, as it may
    }
  }

  private static byte[] feed(String path) {
    StringBuilder feed = new StringBuilder(new String(HEAD, StandardCharsets.UTF_8));
    for (int i = 0; i < ENTRIES; i++) {
      feed.append(
          "<item><guid>%1$s-%2$d</guid><title>Press release %2$d of %1$s</title><link>https://mfa.example%1$s/%2$d</link><description>%3$s</description></item>"
              .formatted(path, i, "The minister received the ambassador. ".repeat(12)));
    }
    return utf8(feed + "</channel></rss>");
  }

  private static Map<String, Attack> attacks() {
    Map<String, Attack> attacks = new TreeMap<>();
    attacks.put("gibibyte", out -> repeat(out, " ".repeat(1 << 16), 1 << 14));
    attacks.put("long-text", out -> repeat(start(out, "<item><title>"), noise(1 << 16, 1), 800));
    attacks.put(
        "elements", out -> repeat(start(out, ""), "<a b='" + noise(40, 2) + "'/>", 400_000));
    attacks.put("allowed", out -> repeat(start(out, ""), "<a>" + noise(70, 3) + "</a>", 199_000));
    attacks.put(
        "entries",
        out ->
            repeat(start(out, ""), "<item><title>" + noise(900, 4) + "</title></item>", 1_000_000));
    attacks.put("depth", out -> repeat(start(out, ""), "<a>", 1_000_000));
    attacks.put(
        "laughs",
        out -> {
          out.write(utf8("<!DOCTYPE rss [<!ENTITY a0 'ha'>"));
          for (int i = 1; i < 30; i++) {
            out.write(utf8("<!ENTITY a%d '&a%d;&a%d;'>".formatted(i, i - 1, i - 1)));
          }
          out.write(utf8("]><rss version='2.0'><channel><title>&a29;</title></channel></rss>"));
        });
    attacks.put("json-depth", out -> repeat(out, "[", 10_000_000));
    return attacks;
  }

  private static OutputStream start(OutputStream out, String more) throws IOException {
    out.write(HEAD);
    out.write(utf8(more));
    return out;
  }

  private static void repeat(OutputStream out, String what, int times) throws IOException {
    byte[] bytes = utf8(what);
    for (int i = 0; i < times; i++) {
      out.write(bytes);
    }
  }

  /** Letters that do not pack well, so that the ratio alone is no defence. */
  private static String noise(int length, long seed) {
    StringBuilder noise = new StringBuilder(length);
    java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
    for (int i = 0; i < length; i++) {
      noise.append((char) ('a' + random.nextInt(26)));
    }
    return noise.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
