package org.chancery.ingest.egress;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server on loopback that answers byte for byte as told, and counts who comes. */
public final class LoopServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Handler handler;
  private final AtomicInteger connections = new AtomicInteger();

  /**
   * What was asked. Header names are lower case.
   *
   * @param body what was sent along, each character a byte
   */
  public record Request(String method, String path, Map<String, String> headers, String body) {}

  /** Writes a whole answer; the connection is closed behind it. */
  @FunctionalInterface
  public interface Handler {
    void answer(Request request, OutputStream out) throws IOException, InterruptedException;
  }

  public LoopServer(Handler handler) {
    this.handler = handler;
    try {
      socket = new ServerSocket(0, 1000, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return socket.getLocalPort();
  }

  public InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", port());
  }

  public String authority() {
    return "127.0.0.1:" + port();
  }

  public String url(String path) {
    return "http://" + authority() + path;
  }

  public int connections() {
    return connections.get();
  }

  /** A way out that leads to this server only, and never waits for its turn. */
  public GuardedEgress egress(InstantSource clock) {
    return new GuardedEgress(
        new EgressRules(
            "Chancery/test",
            new AddressRule(Set.of(authority()), true),
            Set.of(),
            EgressRules.Limits.USUAL,
            new EgressRules.Manners(8, Duration.ZERO, Duration.ZERO, Duration.ofDays(1))),
        clock);
  }

  /** An answer with a length. */
  public static void send(OutputStream out, String status, String headers, byte[] body)
      throws IOException {
    out.write(
        "HTTP/1.1 %s\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, headers, body.length)
            .getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
  }

  public static void send(OutputStream out, String status, String headers, String body)
      throws IOException {
    send(out, status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket one = socket.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(one));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket one) {
    try (one) {
      one.setTcpNoDelay(true);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(one.getInputStream(), StandardCharsets.ISO_8859_1));
      String first = in.readLine();
      if (first == null) {
        return;
      }
      Map<String, String> headers = new TreeMap<>();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      OutputStream out = new BufferedOutputStream(one.getOutputStream(), 1 << 16);
      char[] body = new char[Integer.parseInt(headers.getOrDefault("content-length", "0"))];
      for (int read = 0; read < body.length; ) {
        int n = in.read(body, read, body.length - read);
        if (n < 0) {
          return;
        }
        read += n;
      }
      String[] asked = first.split(" ");
      handler.answer(new Request(asked[0], asked[1], headers, new String(body)), out);
      out.flush();
    } catch (IOException e) {
      // the other side hung up, as it may
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
