package org.chancery.ingest.egress;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A socket that connects nowhere but where the rule allows, whoever resolved the name. */
final class GuardedSocket extends Socket {
  private final AddressRule rule;
  private final UnaryOperator<InetSocketAddress> route;

  /**
   * @param route where an allowed connection really goes; the identity outside tests
   */
  GuardedSocket(AddressRule rule, UnaryOperator<InetSocketAddress> route) {
    super(Proxy.NO_PROXY);
    this.rule = rule;
    this.route = route;
  }

  @Override
  public void connect(SocketAddress endpoint, int timeout) throws IOException {
    if (!(endpoint instanceof InetSocketAddress to) || to.isUnresolved()) {
      throw new RefusedException(Outcome.Rule.ADDRESS, "not a resolved address: " + endpoint);
    }
    Optional<String> refusal = rule.refusal(to.getHostString(), to.getAddress(), to.getPort());
    if (refusal.isPresent()) {
      throw new RefusedException(rule.rule(to.getAddress()), refusal.get());
    }
    super.connect(route.apply(to), timeout);
  }

  @Override
  public void connect(SocketAddress endpoint) throws IOException {
    connect(endpoint, 0);
  }
}
