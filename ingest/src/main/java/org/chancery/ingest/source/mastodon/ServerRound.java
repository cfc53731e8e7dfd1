package org.chancery.ingest.source.mastodon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Visits the listed accounts of one server, one after the other, when they are due, and keeps its
 * streams open. Runs on a thread of its own.
 */
final class ServerRound implements Runnable, AutoCloseable {
  /** Bounds how long a clock that was set goes unnoticed. */
  private static final Duration LOOK = Duration.ofMillis(250);

  private static final Duration SOON = Duration.ofMinutes(1);

  private final MastodonSource source;
  private final MastodonSettings.Server server;
  private final ServerTalk talk;
  private final StatusMemory memory = new StatusMemory();
  private final Parents parents;
  private final Map<String, AccountState> states = new TreeMap<>();
  private final BlockingQueue<Brought> done;
  private final Semaphore places;
  private final List<StreamListener> listeners = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Queue<AccountGap> toClose = new ConcurrentLinkedQueue<>();
  private final Set<String> again = ConcurrentHashMap.newKeySet();
  private volatile Set<String> listed = Set.of();
  private volatile boolean closed;

  /**
   * @param places bound visits of all servers at the same time
   */
  ServerRound(
      MastodonSource source,
      String domain,
      Optional<String> token,
      BlockingQueue<Brought> done,
      Semaphore places) {
    this.source = source;
    this.server = source.settings().of(domain);
    this.talk =
        new ServerTalk(
            source.egress(),
            source.clock(),
            domain,
            server,
            !source.settings().names(domain),
            token);
    this.parents = new Parents(talk, memory);
    this.done = done;
    this.places = places;
  }

  /**
   * Takes accounts up.
   *
   * @param remembered of all accounts
   */
  void list(Set<String> accounts, Map<String, AccountState> remembered, Instant first) {
    synchronized (states) {
      for (String account : accounts) {
        if (!states.containsKey(account)) {
          AccountState known = remembered.get(account);
          AccountState state = known == null ? AccountState.fresh(account, first) : known;
          states.put(account, state);
          memory.learn(state);
        }
      }
    }
    listed = Set.copyOf(accounts);
  }

  /** Whether it was found. */
  boolean isLocated() {
    return talk.isLocated();
  }

  /** Where its posts lie, once it was found, if that is another host than its domain. */
  Optional<String> elsewhere() {
    return talk.home().elsewhere();
  }

  void start(String domain) {
    Thread round = Thread.ofVirtual().name("mastodon " + domain).unstarted(this);
    threads.add(round);
    round.start();
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        Optional<AccountState> due = due();
        if (due.isPresent()) {
          visit(due.get());
          listen();
          closeGaps();
        } else {
          Thread.sleep(LOOK);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed: what was under way comes after the next start
    }
  }

  private Optional<AccountState> due() {
    Instant now = source.clock().instant();
    synchronized (states) {
      return states.values().stream()
          .filter(s -> listed.contains(s.account()) && isDue(s, now))
          .min(Comparator.comparing(AccountState::due).thenComparing(AccountState::account));
    }
  }

  /** What a stream brought is soon known to a visit as well, so that its deletion is found. */
  private boolean isDue(AccountState state, Instant now) {
    boolean isKnownSoon =
        state.asked() != null
            && !state.asked().plus(SOON).isAfter(now)
            && !memory.heardOf(state.account()).isEmpty();
    return !state.due().isAfter(now)
        || (state.failures() == 0 && (isKnownSoon || again.contains(state.account())));
  }

  private void visit(AccountState state) throws InterruptedException {
    places.acquire();
    again.remove(state.account());
    List<KnownStatus> heard = memory.heardOf(state.account());
    Brought brought;
    try {
      brought =
          new Visit(
                  state.knowing(heard),
                  talk,
                  parents,
                  source.settings().from(),
                  source.clock().instant(),
                  source.chance())
              .pay();
    } finally {
      places.release();
    }
    if (closed || brought.after() == null) {
      return;
    }
    synchronized (states) {
      states.put(state.account(), brought.after());
    }
    done.put(brought);
    memory.known(state.account(), heard);
  }

  /** Streams begin when the server has told where they are. */
  private void listen() {
    if (server.streaming() == MastodonSettings.Streaming.NONE
        || !listeners.isEmpty()
        || !talk.isLocated()) {
      return;
    }
    for (String stream : server.streams()) {
      StreamListener listener =
          new StreamListener(source, talk, server, stream, memory, done, gap -> again(stream, gap));
      Thread thread =
          Thread.ofVirtual()
              .name("mastodon %s %s".formatted(talk.home().domain(), stream))
              .unstarted(listener);
      listeners.add(listener);
      threads.add(thread);
      thread.start();
    }
  }

  /**
   * After a break all accounts are asked; what they posted meanwhile closes the gap of {@code
   * user}.
   */
  private void again(String stream, AccountGap gap) {
    again.addAll(listed);
    if (stream.equals("user")) {
      toClose.add(gap);
    }
  }

  private void closeGaps() throws InterruptedException {
    AccountGap gap = toClose.peek();
    if (gap == null) {
      return;
    }
    boolean isFilled;
    synchronized (states) {
      isFilled =
          states.values().stream()
              .filter(s -> listed.contains(s.account()))
              .allMatch(s -> s.answered() != null && !s.answered().isBefore(gap.to()));
    }
    if (isFilled) {
      toClose.remove();
      AccountGap filled =
          new AccountGap(gap.of(), gap.from(), gap.to(), gap.why(), source.clock().instant());
      done.put(new Brought(null, List.of(), Map.of(), List.of(filled), true, null));
    }
  }

  @Override
  public void close() {
    closed = true;
    listeners.forEach(StreamListener::close);
    threads.forEach(Thread::interrupt);
  }
}
