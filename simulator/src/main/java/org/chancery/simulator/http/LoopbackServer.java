package org.chancery.simulator.http;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes connections on loopback, one request each, and hands their bytes over: for servers that do
 * wrong on purpose, which a library for servers would not let them. Thread-safe.
 */
public final class LoopbackServer implements AutoCloseable {
  /** Answers one request; the connection is closed behind it. */
  @FunctionalInterface
  public interface Handler {
    /**
     * @param in what else the client sends
     */
    void serve(Request request, DataInputStream in, OutputStream out)
        throws IOException, InterruptedException;
  }

  private final String name;
  private final Handler handler;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /**
   * Opens a port.
   *
   * @param name of its threads
   */
  public LoopbackServer(String name, Handler handler) throws IOException {
    this.name = name;
    this.handler = handler;
    this.listener = new ServerSocket(0, 256, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    Thread.ofVirtual().name(name).start(this::acceptAll);
  }

  /** Host and port. */
  public String authority() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        Thread.ofVirtual().name(name + " connection").start(() -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      Optional<Request> request = Request.read(in);
      if (request.isPresent()) {
        handler.serve(request.get(), in, socket.getOutputStream());
        socket.shutdownOutput();
        in.transferTo(OutputStream.nullOutputStream()); // the client goes first: nothing is dropped
      }
    } catch (IOException e) {
      // the client went away: nothing of ours is wrong
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  /** Ends all connections, too. */
  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
