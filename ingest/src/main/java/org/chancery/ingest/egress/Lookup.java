package org.chancery.ingest.egress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks a name up once for a connection and gives out only addresses that may be reached. One bad
 * address among several refuses the name as a whole: honest hosts have none. Lookups block in
 * native code, so they run on a few threads of their own.
 */
final class Lookup implements DnsResolver, AutoCloseable {
  private static final int THREADS = 8;
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Names names;
  private final AddressRule rule;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().daemon().name("dns-", 0).factory());

  Lookup(Names names, AddressRule rule) {
    this.names = names;
    this.rule = rule;
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    List<InetSocketAddress> allowed = new ArrayList<>();
    for (InetAddress found : addresses(host)) {
      // the host stays with the address, so that the socket can check both without asking again
      InetAddress named = InetAddress.getByAddress(host, found.getAddress());
      Optional<String> refusal = rule.refusal(host, named, port);
      if (refusal.isPresent()) {
        throw new RefusedException(rule.rule(named), refusal.get());
      }
      allowed.add(new InetSocketAddress(named, port));
    }
    if (allowed.isEmpty()) {
      throw new UnknownHostException(host);
    }
    return allowed;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return resolve(host, 0).stream().map(InetSocketAddress::getAddress).toArray(InetAddress[]::new);
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  private InetAddress[] addresses(String host) throws UnknownHostException {
    Future<InetAddress[]> asked = threads.submit(() -> names.resolve(host));
    try {
      return asked.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unknown("no address for " + host, e);
    } catch (TimeoutException e) {
      asked.cancel(true);
      throw unknown("no answer for " + host, e);
    } catch (InterruptedException e) {
      asked.cancel(true);
      Thread.currentThread().interrupt();
      throw unknown("interrupted", e);
    }
  }

  private static UnknownHostException unknown(String why, Exception cause) {
    UnknownHostException unknown = new UnknownHostException(why);
    unknown.initCause(cause);
    return unknown;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
