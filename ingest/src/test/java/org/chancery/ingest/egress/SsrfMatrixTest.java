package org.chancery.ingest.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Ranges that are not public by tricks that were used against real programs. Whatever the guard
 * lets through to an address that is not one of the few public ones of this test lands at a canary
 * that counts.
 */
class SsrfMatrixTest {
  /** First and last addresses, written out by hand from the registries and from Mastodon's list. */
  private static final List<String> EDGES_V4 =
      List.of(
          "0.0.0.0 0.255.255.255",
          "10.0.0.0 10.255.255.255",
          "100.64.0.0 100.127.255.255",
          "100.100.100.200 100.100.100.200",
          "127.0.0.0 127.255.255.255",
          "127.0.0.1 127.0.1.1",
          "168.63.129.16 168.63.129.16",
          "169.254.0.0 169.254.255.255",
          "169.254.169.254 169.254.170.2",
          "172.16.0.0 172.31.255.255",
          "192.0.0.0 192.0.0.255",
          "192.0.0.192 192.0.0.170",
          "192.0.2.0 192.0.2.255",
          "192.88.99.0 192.88.99.255",
          "192.168.0.0 192.168.255.255",
          "198.18.0.0 198.19.255.255",
          "198.51.100.0 198.51.100.255",
          "203.0.113.0 203.0.113.255",
          "224.0.0.0 239.255.255.255",
          "240.0.0.0 255.255.255.254",
          "255.255.255.255 255.255.255.255");

  private static final List<String> EDGES_V6 =
      List.of(
          ":: ::1",
          "100:: 100::ffff:ffff:ffff:ffff",
          "64:ff9b:: 64:ff9b::ffff:ffff",
          "64:ff9b:1:: 64:ff9b:1:ffff:ffff:ffff:ffff:ffff",
          "2001:: 2001:0:ffff:ffff:ffff:ffff:ffff:ffff",
          "2001:2:: 2001:2:0:ffff:ffff:ffff:ffff:ffff",
          "2001:10:: 2001:1f:ffff:ffff:ffff:ffff:ffff:ffff",
          "2001:20:: 2001:2f:ffff:ffff:ffff:ffff:ffff:ffff",
          "2001:db8:: 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
          "2002:: 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
          "2002:7f00:1:: 2002:a00:1::",
          "3fff:: 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
          "5f00:: 5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
          "fc00:: fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
          "fd00:ec2::254 fd20:ce::254",
          "fe80:: febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
          "fec0:: feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
          "ff00:: ff02::1",
          "ff0e::1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
          "2a00::200:5efe:7f00:1 2a00::5efe:a00:1");

  private static final List<String> PUBLIC =
      List.of("93.184.215.14", "1.1.1.1", "172.32.0.1", "2606:4700:4700::1111", "2a00:1450::5");

  private final AtomicInteger good = new AtomicInteger();
  private final Map<String, String> redirects = new ConcurrentHashMap<>();
  private final LoopServer world =
      new LoopServer(
          (request, out) -> {
            good.incrementAndGet();
            String to = redirects.get(request.path());
            if (to == null) {
              LoopServer.send(out, "200 OK", "", "public");
            } else {
              LoopServer.send(out, "302 Found", "Location: %s\r\n".formatted(to), "");
            }
          });
  private final LoopServer canary =
      new LoopServer((request, out) -> LoopServer.send(out, "200 OK", "", "secret"));

  private final Map<String, List<InetAddress[]>> dns = new HashMap<>();
  private final Set<InetAddress> open = ConcurrentHashMap.newKeySet();
  private final UnaryOperator<InetSocketAddress> route =
      to -> open.contains(to.getAddress()) ? world.address() : canary.address();
  private final GuardedEgress egress =
      new GuardedEgress(rules(Set.of(), false), InstantSource.system(), this::resolve, route);

  private final List<String> wrong = new ArrayList<>();
  private int cases;

  private static EgressRules rules(Set<String> permitted, boolean offline) {
    return new EgressRules(
        "Chancery/test",
        new AddressRule(permitted, offline),
        Set.of(80, 443),
        EgressRules.Limits.USUAL,
        new EgressRules.Manners(4, Duration.ZERO, Duration.ofSeconds(5), Duration.ofDays(1)));
  }

  private synchronized InetAddress[] resolve(String host) throws UnknownHostException {
    List<InetAddress[]> answers = dns.get(host);
    if (answers == null) {
      if (host.matches("[0-9.]+|.*:.*")) {
        return InetAddress.getAllByName(host);
      }
      throw new UnknownHostException(host);
    }
    return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
  }

  private synchronized String name(InetAddress[]... answers) {
    String name = "host%d.example".formatted(dns.size());
    dns.put(name, new ArrayList<>(List.of(answers)));
    return name;
  }

  @AfterEach
  void close() {
    egress.close();
    world.close();
    canary.close();
  }

  @Test
  void nothingThatIsNotPublicIsReached() throws Exception {
    for (String address : PUBLIC) {
      open.add(InetAddress.getByName(address));
    }
    for (String edges : EDGES_V4) {
      for (String edge : edges.split(" ")) {
        tricksOfV4(edge);
        tricksOfAll(edge, edge);
      }
    }
    for (String edges : EDGES_V6) {
      for (String edge : edges.split(" ")) {
        tricksOfAll(edge, "[" + edge + "]");
      }
    }
    for (String url :
        List.of(
            "http://[fe80::1%25lo]/",
            "http://[fe80::1%lo]/",
            "http://[::1%25]/",
            "http://0/",
            "http://127.1/",
            "http://１２７.0.0.1/",
            "http://①②⑦.⓪.⓪.①/",
            "http://127。0。0。1/",
            "http://127.0.0.1.:80/",
            "http:///127.0.0.1/",
            "http:127.0.0.1/",
            "http:\\\\127.0.0.1/",
            "//127.0.0.1/",
            "file:///etc/passwd",
            "jar:http://127.0.0.1!/",
            "gopher://127.0.0.1/_x",
            "ftp://127.0.0.1/",
            "dict://127.0.0.1:11211/stat",
            "unix:///var/run/docker.sock",
            "http://127.0.0.1:22/",
            "http://127.0.0.1\t/",
            "http://127.0.0.1\r\nHost: x/")) {
      refused(url);
    }
    assertThat(wrong).isEmpty();
    assertThat(canary.connections()).as("hits of the canary").isZero();
    assertThat(cases).isGreaterThanOrEqualTo(600);
    System.out.printf("SSRF matrix: %d cases, %d hits%n", cases, canary.connections());
  }

  private void tricksOfV4(String address) throws Exception {
    byte[] b = InetAddress.getByName(address).getAddress();
    long number = Integer.toUnsignedLong(java.nio.ByteBuffer.wrap(b).getInt());
    int high = (int) (number >>> 16);
    int low = (int) (number & 0xffff);
    refused("http://%d/".formatted(number));
    refused("http://0x%x/".formatted(number));
    refused("http://0%o/".formatted(number));
    refused("http://0%o.0%o.0%o.0%o/".formatted(b[0] & 255, b[1] & 255, b[2] & 255, b[3] & 255));
    refused("http://0x%x.%d.%d.%d/".formatted(b[0], b[1] & 255, b[2] & 255, b[3] & 255));
    refused("http://%d.%d/".formatted(b[0] & 255, number & 0xffffff));
    refused("http://[::ffff:%s]/".formatted(address));
    refused("http://[::%s]/".formatted(address));
    refused("http://[64:ff9b::%s]/".formatted(address));
    refused("http://[2002:%x:%x::1]/".formatted(high, low));
    refused("http://[2001:0:4136:e378:8000:63bf:%x:%x]/".formatted(high ^ 0xffff, low ^ 0xffff));
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    System.arraycopy(b, 0, mapped, 12, 4);
    InetAddress[] answer = {Inet6Address.getByAddress("mapped", mapped, -1)};
    refused("http://%s/".formatted(name(answer)));
  }

  private void tricksOfAll(String address, String literal) throws Exception {
    InetAddress bad = InetAddress.getByName(address);
    InetAddress fine = InetAddress.getByName(PUBLIC.getFirst());
    String pub = name(new InetAddress[] {fine});
    String hidden = name(new InetAddress[] {bad});
    refused("http://%s/".formatted(literal));
    refused("https://%s/".formatted(literal));
    refused("http://%s/".formatted(hidden));
    refused("http://%s./".formatted(hidden));
    refused("http://%s/".formatted(name(new InetAddress[] {fine, bad})));
    refused("http://%s/".formatted(name(new InetAddress[] {bad, fine})));
    refused("http://%s@%s/".formatted(pub, literal));
    refused("http://%s\\@%s/".formatted(pub, literal));
    redirected(pub, "http://%s/".formatted(literal));
    redirected(pub, "//%s/".formatted(hidden));
    rebound(fine, bad);
    try (Socket socket =
        new GuardedSockets(rules(Set.of(), false).address(), route).createSocket()) {
      cases++;
      socket.connect(new InetSocketAddress(bad, 443), 1000);
      wrong.add("a socket reached " + address);
    } catch (RefusedException e) {
      // as it must be
    } catch (IOException e) {
      wrong.add("a socket tried " + address + ": " + e);
    }
  }

  private void refused(String url) {
    cases++;
    Outcome outcome = egress.fetch(Ask.api(url));
    if (!(outcome instanceof Outcome.Refused)) {
      wrong.add(url + " -> " + outcome);
    }
  }

  private void redirected(String from, String to) {
    String path = "/r" + redirects.size();
    redirects.put(path, to);
    int before = good.get();
    refused("http://%s%s".formatted(from, path));
    if (good.get() != before + 1) {
      wrong.add("the redirect to " + to + " was not served");
    }
  }

  /** Public at the first look, else at the second. */
  private void rebound(InetAddress first, InetAddress second) {
    String name = name(new InetAddress[] {first}, new InetAddress[] {second});
    if (!(egress.fetch(Ask.api("http://%s/".formatted(name))) instanceof Outcome.Answered)) {
      wrong.add("the public face of " + second + " was not reached");
    }
    refused("http://%s/".formatted(name));
  }

  @Test
  void publicHostsAreReached() throws Exception {
    for (String address : PUBLIC) {
      open.add(InetAddress.getByName(address));
    }
    for (String address : PUBLIC) {
      String host = address.contains(":") ? "[" + address + "]" : address;
      String name = name(new InetAddress[] {InetAddress.getByName(address)});
      for (String url :
          List.of("http://%s/".formatted(host), "http://%s/".formatted(name), "HTTP://" + name)) {
        assertThat(egress.fetch(Ask.api(url)))
            .as(url)
            .isInstanceOfSatisfying(
                Outcome.Answered.class, a -> assertThat(new String(a.body())).isEqualTo("public"));
      }
    }
    assertThat(canary.connections()).isZero();
  }

  /**
   * Proves that the canary counts: it is reached where the operator permits it by host and port.
   */
  @Test
  void thisMachineIsReachedOnlyWhereItIsPermitted() {
    for (boolean offline : new boolean[] {false, true}) {
      try (GuardedEgress homely =
          new GuardedEgress(rules(Set.of(canary.authority()), offline), InstantSource.system())) {
        int before = canary.connections();
        assertThat(homely.fetch(Ask.api(canary.url("/")))).isInstanceOf(Outcome.Answered.class);
        assertThat(canary.connections()).isEqualTo(before + 1);
        assertThat(homely.fetch(Ask.api(world.url("/")))).isInstanceOf(Outcome.Refused.class);
        assertThat(homely.fetch(Ask.api("http://localhost:%d/".formatted(canary.port()))))
            .isInstanceOf(Outcome.Refused.class);
        assertThat(canary.connections()).isEqualTo(before + 1);
      }
    }
  }

  @Test
  void aPublicHostCannotLeadToThisMachineThoughItIsPermitted() throws Exception {
    open.add(InetAddress.getByName(PUBLIC.getFirst()));
    redirects.put("/in", canary.url("/"));
    String pub = name(new InetAddress[] {InetAddress.getByName(PUBLIC.getFirst())});
    try (GuardedEgress homely =
        new GuardedEgress(
            rules(Set.of(canary.authority()), false),
            InstantSource.system(),
            this::resolve,
            route)) {
      assertThat(homely.fetch(Ask.api("http://%s/in".formatted(pub))))
          .isInstanceOf(Outcome.Refused.class);
    }
    assertThat(canary.connections()).isZero();
  }

  @Test
  void offlineNothingIsLookedUp() {
    AtomicInteger lookups = new AtomicInteger();
    try (GuardedEgress offline =
        new GuardedEgress(
            rules(Set.of(), true),
            InstantSource.system(),
            host -> {
              lookups.incrementAndGet();
              return InetAddress.getAllByName("93.184.215.14");
            },
            route)) {
      assertThat(offline.fetch(Ask.page("https://www.example.org/feed")))
          .isInstanceOfSatisfying(
              Outcome.Refused.class, r -> assertThat(r.rule()).isEqualTo(Outcome.Rule.OFFLINE));
    }
    assertThat(lookups).hasValue(0);
  }
}
