package org.chancery.ingest.source;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.chancery.simulator.http.Answer;
import org.chancery.simulator.http.LoopbackServer;
import org.chancery.simulator.http.Request;

/** A server of feeds each of which is an {@link Attack}, and the ledger of those that began. */
final class HostileFeeds implements AutoCloseable {
  /** How the paths of all these feeds, and of no others, begin. */
  static final String PATH = "/hostile/";

  /** Enough to fill nearly all places of a schedule at the same time. */
  private static final int HOLDERS = 10;

  private final Map<Attack, Integer> begun = new EnumMap<>(Attack.class);
  private final LoopbackServer server = new LoopbackServer("hostile feeds", this::serve);

  HostileFeeds() throws IOException {}

  private void serve(Request request, DataInputStream in, OutputStream out)
      throws IOException, InterruptedException {
    if (!request.path().startsWith(PATH)) {
      Answer.NOT_FOUND.write(out); // robots.txt
      return;
    }
    Attack attack = Attack.valueOf(request.path().substring(PATH.length()).split("/")[0]);
    synchronized (begun) {
      begun.merge(attack, 1, Integer::sum);
    }
    // a thread of its own: in nature these are other machines, and leave ours alone
    Thread.ofPlatform().daemon().name(attack.toString()).start(() -> play(attack, out)).join();
  }

  private static void play(Attack attack, OutputStream out) {
    try {
      attack.play(out);
    } catch (IOException e) {
      // the client has left, as it should
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  String authority() {
    return server.authority();
  }

  /** Addresses of all, of those that hold what they take several. */
  List<String> addresses() {
    List<String> addresses = new ArrayList<>();
    for (Attack attack : Attack.values()) {
      for (int i = 0; i < (attack == Attack.SLOW_SMALL ? HOLDERS : 1); i++) {
        addresses.add("http://" + authority() + PATH + attack + "/" + i);
      }
    }
    return addresses;
  }

  /** How often each was asked for. */
  Map<Attack, Integer> begun() {
    synchronized (begun) {
      return new EnumMap<>(begun);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
