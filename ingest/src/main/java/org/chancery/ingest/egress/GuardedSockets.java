package org.chancery.ingest.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.function.UnaryOperator;
import javax.net.SocketFactory;

/**
 * Sockets for clients that speak another protocol, such as WebSocket: each checks the address at
 * the moment it connects. Thread-safe.
 */
public final class GuardedSockets extends SocketFactory {
  private static final int CONNECT_MILLIS = 10_000;
  private final AddressRule rule;
  private final UnaryOperator<InetSocketAddress> route;

  public GuardedSockets(AddressRule rule) {
    this(rule, UnaryOperator.identity());
  }

  GuardedSockets(AddressRule rule, UnaryOperator<InetSocketAddress> route) {
    this.rule = rule;
    this.route = route;
  }

  /**
   * Whether one may lead us to the other.
   *
   * @see AddressRule#mayTell
   */
  public boolean mayTell(URI teller, URI at) {
    return rule.mayTell(teller, at);
  }

  @Override
  public Socket createSocket() {
    return new GuardedSocket(rule, route);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  private Socket connected(InetSocketAddress to) throws IOException {
    Socket socket = createSocket();
    try {
      socket.connect(to, CONNECT_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
