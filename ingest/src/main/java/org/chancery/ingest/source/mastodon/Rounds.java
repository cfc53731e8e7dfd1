package org.chancery.ingest.source.mastodon;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.chancery.core.decode.Handles;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A round for each server that has listed accounts. What they bring waits in a short queue, so that
 * they stop when nobody takes it. Closed when its reader is.
 */
final class Rounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
  private static final int AT_ONCE = 16;
  private static final int MOST_WAITING = 16;
  private static final Duration LIST_AGAIN = Duration.ofMinutes(1);

  /** New accounts are spread over this time, so that a start is no flood. */
  private static final Duration FIRST_ROUND = Duration.ofMinutes(2);

  private final MastodonSource source;
  private final AccountStates states;
  private final Map<String, AccountState> remembered;
  private final Map<String, ServerRound> rounds = new ConcurrentHashMap<>();
  private final BlockingQueue<Brought> done = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Semaphore places = new Semaphore(AT_ONCE);
  private @Nullable Instant listAgain;

  Rounds(MastodonSource source) throws SQLException {
    this.source = source;
    this.states = new AccountStates(source.store());
    this.remembered = states.read();
  }

  AccountStates states() {
    return states;
  }

  /**
   * Hosts by domain, of servers that were found; empty where that is as their accounts say. For any
   * thread.
   */
  Map<String, Optional<String>> hosts() {
    Map<String, Optional<String>> hosts = new HashMap<>();
    rounds.forEach(
        (domain, round) -> {
          if (round.isLocated()) {
            hosts.put(domain, round.elsewhere());
          }
        });
    return hosts;
  }

  /** What was brought: waits a little for the first, takes what else is there. */
  List<Brought> take(Duration wait, int mostEvents) throws InterruptedException {
    Instant now = source.clock().instant();
    if (listAgain == null || !listAgain.isAfter(now)) {
      list(now);
      listAgain = now.plus(LIST_AGAIN);
    }
    List<Brought> taken = new ArrayList<>();
    int events = 0;
    Brought next = done.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    for (; next != null; next = events < mostEvents ? done.poll() : null) {
      taken.add(next);
      events += next.events().size();
      if (next.after() != null) {
        remembered.put(next.after().account(), next.after());
      }
    }
    return taken;
  }

  private void list(Instant now) {
    Map<String, Set<String>> byServer = new TreeMap<>();
    for (String handle : source.accounts().ids()) {
      if (Handles.valid(Network.MASTODON, handle)) {
        String domain = HomeServer.domainOf(handle);
        if (source.settings().of(domain).asked()) {
          byServer.computeIfAbsent(domain, d -> new HashSet<>()).add(AccountRef.fold(handle));
        }
      }
    }
    rounds
        .entrySet()
        .removeIf(
            round -> {
              boolean isOver = !byServer.containsKey(round.getKey());
              if (isOver) {
                round.getValue().close();
              }
              return isOver;
            });
    byServer.forEach((domain, accounts) -> list(domain, accounts, now));
  }

  private void list(String domain, Set<String> accounts, Instant now) {
    ServerRound round = rounds.get(domain);
    boolean isNew = round == null;
    if (round == null) {
      Optional<String> token = token(domain);
      round = new ServerRound(source, domain, token, done, places);
      rounds.put(domain, round);
    }
    long spread = (long) (FIRST_ROUND.toMillis() * source.spread() * source.chance().nextDouble());
    round.list(accounts, remembered, now.plusMillis(spread));
    if (isNew) {
      round.start(domain);
    }
  }

  /** A token that cannot be read is told once; the server is asked without. */
  private Optional<String> token(String domain) {
    try {
      return Tokens.read(source.settings().of(domain).token());
    } catch (IOException e) {
      LOG.warn("the token of {} cannot be read: {}", domain, e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    rounds.values().forEach(ServerRound::close);
  }
}
