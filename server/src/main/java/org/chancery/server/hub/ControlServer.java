package org.chancery.server.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Executors;
import org.chancery.ingest.identity.IdentityAlerts;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a second process hands work to a running hub: a port of its own on loopback, with a token
 * that only the owner of the data folder can read.
 */
final class ControlServer implements AutoCloseable {
  static final String FILE = "serving.json";
  static final ObjectMapper JSON = JsonMapper.builder().build();

  static final String IMPORT = "/import";
  static final String ALERTS = "/alerts";

  /** Where the hub is reached, scheme and host, and with which token. */
  record Address(String url, String token) {}

  private final HttpServer server;
  private final Path file;

  private ControlServer(HttpServer server, Path file) {
    this.server = server;
    this.file = file;
  }

  static ControlServer start(DataFolder folder, Importer importer, IdentityAlerts alerts)
      throws IOException {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    String token = HexFormat.of().formatHex(secret);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        IMPORT, exchange -> serve(exchange, token, out -> importing(exchange, out, importer)));
    server.createContext(
        ALERTS, exchange -> serve(exchange, token, out -> reviewing(exchange, out, alerts)));
    server.start();
    Path file = folder.path().resolve(FILE);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        JSON.writeValueAsString(
            new Address("http://127.0.0.1:%d".formatted(server.getAddress().getPort()), token)));
    return new ControlServer(server, file);
  }

  /** Writes lines; what it throws is told as the last of them. */
  @FunctionalInterface
  private interface Work {
    void into(OutputStream out) throws Exception;
  }

  private static void serve(HttpExchange exchange, String token, Work work) throws IOException {
    try (exchange) {
      String given = exchange.getRequestHeaders().getFirst("Authorization");
      byte[] wanted = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
      if (given == null || !MessageDigest.isEqual(wanted, given.getBytes(StandardCharsets.UTF_8))) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        try {
          work.into(out);
        } catch (Exception e) {
          line(out, Map.of("error", String.valueOf(rootMessage(e))));
        }
      }
    }
  }

  private static <T> T read(HttpExchange exchange, Class<T> type) throws IOException {
    return JSON.readValue(exchange.getRequestBody().readAllBytes(), type);
  }

  private static void importing(HttpExchange exchange, OutputStream out, Importer importer)
      throws Exception {
    ImportReport report =
        importer.run(
            read(exchange, ImportOrder.class),
            (records, share) -> line(out, Map.of("records", records, "share", share)));
    line(out, Map.of("report", report));
  }

  private static void reviewing(HttpExchange exchange, OutputStream out, IdentityAlerts alerts)
      throws Exception {
    line(out, Map.of("report", AlertReview.of(alerts, read(exchange, AlertReview.Order.class))));
  }

  private static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  private static void line(OutputStream out, Map<String, ?> values) {
    try {
      synchronized (out) {
        out.write((JSON.writeValueAsString(values) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      // whoever asked went away; the import goes on
    }
  }

  @Override
  public void close() {
    server.stop(0);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // the next start writes it anew
    }
  }
}
