package org.chancery.simulator.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.chancery.simulator.timeline.JsonLines;
import tools.jackson.core.JsonGenerator;

/**
 * Control over HTTP on loopback: {@code GET /clock}, {@code GET /stats}, {@code GET /faults},
 * {@code POST /faults/disconnect[?refuse=SECONDS]}, {@code POST /faults/silence?seconds=SECONDS}.
 * Times of faults are real seconds.
 */
public final class ControlServer implements AutoCloseable {
  private final HttpServer server;
  private final InstantSource clock;
  private final Instant start;
  private final double speed;
  private final Faults faults;
  private final Supplier<Statistics> statistics;

  /** Opens the port, 0 for any. */
  public ControlServer(
      int port,
      InstantSource clock,
      Instant start,
      double speed,
      Faults faults,
      Supplier<Statistics> statistics)
      throws IOException {
    this.clock = clock;
    this.start = start;
    this.speed = speed;
    this.faults = faults;
    this.statistics = statistics;
    this.server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 16);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      try {
        switch (call) {
          case "GET /clock" -> answer(exchange, 200, this::clock);
          case "GET /stats" -> answer(exchange, 200, out -> statistics(out, statistics.get()));
          case "GET /faults" -> answer(exchange, 200, out -> list(out, faults.list()));
          case "POST /faults/disconnect" -> {
            Faults.Entry entry =
                faults.disconnect(seconds(exchange, "refuse").orElse(Duration.ZERO));
            answer(exchange, 200, out -> entry(out, entry));
          }
          case "POST /faults/silence" -> {
            Faults.Entry entry =
                faults.silence(seconds(exchange, "seconds").orElse(Duration.ofSeconds(10)));
            answer(exchange, 200, out -> entry(out, entry));
          }
          default -> refuse(exchange, 404, "no such call: " + call);
        }
      } catch (IllegalArgumentException e) {
        refuse(exchange, 400, String.valueOf(e.getMessage()));
      }
    }
  }

  private static Optional<Duration> seconds(HttpExchange exchange, String key) {
    String query = exchange.getRequestURI().getQuery();
    if (query == null) return Optional.empty();
    Optional<String> value =
        Arrays.stream(query.split("&"))
            .filter(p -> p.startsWith(key + "="))
            .map(p -> p.substring(key.length() + 1))
            .findFirst();
    if (value.isEmpty()) return Optional.empty();
    try {
      double seconds = Double.parseDouble(value.get());
      if (!(seconds >= 0 && seconds <= 864_000))
        throw new IllegalArgumentException(key + " takes 0 to 864000, was " + seconds);
      return Optional.of(Duration.ofMillis((long) (seconds * 1_000)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " takes a number of seconds, was " + value.get(), e);
    }
  }

  private void clock(JsonGenerator out) {
    out.writeStartObject();
    out.writeStringProperty("start", start.toString());
    out.writeNumberProperty("speed", speed);
    out.writeStringProperty("now", clock.instant().toString());
    out.writeEndObject();
  }

  private static void statistics(JsonGenerator out, Statistics s) {
    out.writeStartObject();
    out.writeObjectPropertyStart("ledger");
    new TreeMap<>(s.ledger()).forEach(out::writeNumberProperty);
    out.writeEndObject();
    out.writeNumberProperty("events", s.events());
    out.writeNumberProperty("spool_bytes", s.spoolBytes());
    out.writeBooleanProperty("history_whole", s.historyWhole());
    out.writeNumberProperty("pending", s.pending());
    out.writeNumberProperty("subscribers", s.subscribers());
    out.writeNumberProperty("sent", s.sent());
    out.writeNumberProperty("largest_lag_bytes", s.largestLagBytes());
    out.writeEndObject();
  }

  private static void list(JsonGenerator out, List<Faults.Entry> entries) {
    out.writeStartArray();
    entries.forEach(entry -> entry(out, entry));
    out.writeEndArray();
  }

  private static void entry(JsonGenerator out, Faults.Entry entry) {
    out.writeStartObject();
    out.writeNumberProperty("number", entry.number());
    out.writeStringProperty("fault", entry.fault());
    out.writeStringProperty("at", entry.at().toString());
    out.writeNumberProperty("seconds", entry.lasts().toMillis() / 1e3);
    out.writeBooleanProperty("fired", entry.fired());
    out.writeObjectPropertyStart("proof");
    new TreeMap<>(entry.proof()).forEach(out::writeNumberProperty);
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
    answer(
        exchange,
        status,
        out -> {
          out.writeStartObject();
          out.writeStringProperty("error", why);
          out.writeEndObject();
        });
  }

  private static void answer(HttpExchange exchange, int status, Consumer<JsonGenerator> body)
      throws IOException {
    byte[] bytes = new JsonLines().write(body);
    exchange
        .getResponseHeaders()
        .set("Content-Type", "application/json; charset=" + StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
