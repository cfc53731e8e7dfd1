package org.chancery.ingest.source.mastodon;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.chancery.ingest.source.Pace;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one stream of one server open. What passes while it is broken is declared as a gap as soon
 * as it is known; whoever asks the accounts anew may close it. Runs on a thread of its own.
 */
final class StreamListener implements Runnable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** Bounds how long a clock that was set goes unnoticed. */
  private static final Duration LOOK = Duration.ofMillis(100);

  /** Foreign messages are told together, as often. */
  private static final Duration TOLD_EVERY = Duration.ofSeconds(1);

  private final MastodonSource source;
  private final ServerTalk talk;
  private final MastodonSettings.Server server;
  private final String stream;
  private final StreamReading reading;
  private final BlockingQueue<Brought> done;
  private final Consumer<AccountGap> broken;
  private @Nullable Instant heard;
  private Duration pause = FIRST_PAUSE;
  private volatile @Nullable StreamWay open;
  private volatile boolean closed;

  /**
   * @param broken told of each gap once the stream is open again
   */
  StreamListener(
      MastodonSource source,
      ServerTalk talk,
      MastodonSettings.Server server,
      String stream,
      StatusMemory memory,
      BlockingQueue<Brought> done,
      Consumer<AccountGap> broken) {
    this.source = source;
    this.talk = talk;
    this.server = server;
    this.stream = stream;
    this.reading = new StreamReading(talk.home(), server.trusted(), source.accounts(), memory);
    this.done = done;
    this.broken = broken;
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        try {
          listen();
        } catch (IOException e) {
          if (!closed) {
            rest(e);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void listen() throws IOException, InterruptedException {
    try (StreamWay way = open()) {
      open = way;
      Instant opened = source.clock().instant();
      if (heard != null) {
        AccountGap gap = gap(heard, opened);
        hand(List.of(gap), null);
        broken.accept(gap);
      }
      heard = opened;
      long told = System.nanoTime();
      while (!closed) {
        Optional<StreamWay.Heard> next = way.next();
        if (next.isPresent()) {
          heard = source.clock().instant();
          pause = FIRST_PAUSE;
          take(next.get());
        }
        boolean isTime = System.nanoTime() - told > TOLD_EVERY.toNanos();
        if (reading.hasEvents() || (isTime && !reading.isEmpty())) {
          hand(List.of(), null);
          told = System.nanoTime();
        }
      }
    } finally {
      open = null;
    }
  }

  private void hand(List<AccountGap> gaps, @Nullable String error) throws InterruptedException {
    done.put(reading.take(gaps, error));
    reading.handedOn();
  }

  private void take(StreamWay.Heard next) {
    switch (next) {
      case StreamWay.Heard.Message(StreamFrame frame) ->
          reading.read(frame, source.clock().instant());
      case StreamWay.Heard.Unreadable(var why) -> reading.rejected(why.name());
      case StreamWay.Heard.Beat beat -> {}
    }
  }

  private StreamWay open() throws IOException, InterruptedException {
    URI told = talk.streaming();
    URI home = talk.home().base();
    boolean isSafe =
        told != null
            && told.getHost() != null
            && source.sockets().mayTell(talk.origin(), told)
            && (talk.token().isEmpty()
                || "http".equals(home.getScheme())
                || List.of("wss", "https").contains(told.getScheme()));
    boolean sse = server.streaming() == MastodonSettings.Streaming.SSE;
    return StreamWay.open(source, talk, isSafe ? told : home, sse, stream);
  }

  private AccountGap gap(Instant from, Instant to) {
    return new AccountGap(talk.home().domain() + " " + stream, from, to, "stream", null);
  }

  private void rest(IOException why) throws InterruptedException {
    Instant now = source.clock().instant();
    boolean denied = why instanceof StreamWay.ShutException shut && shut.isDenied();
    Instant until = why instanceof StreamWay.ShutException shut ? shut.until() : null;
    String line = "%s %s: %s".formatted(talk.home().domain(), stream, why.getMessage());
    List<AccountGap> gaps = heard == null ? List.of() : List.of(gap(heard, now));
    reading.counted(denied ? "stream-denied" : "stream-broken");
    hand(gaps, line);
    Duration wait = denied ? LONGEST_PAUSE : Pace.jittered(pause, source.chance());
    if (until != null && until.isAfter(now.plus(wait))) {
      wait = Duration.between(now, until);
    }
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    pass(wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait);
  }

  /** Rests by the clock of the source, also where that is set back meanwhile. */
  private void pass(Duration time) throws InterruptedException {
    Instant from = source.clock().instant();
    while (!closed) {
      Duration passed = Duration.between(from, source.clock().instant());
      if (passed.isNegative() || passed.compareTo(time) >= 0) {
        return;
      }
      Thread.sleep(LOOK);
    }
  }

  /** Ends it; the thread is to be interrupted, too. */
  void close() {
    closed = true;
    StreamWay way = open;
    if (way != null) {
      way.close();
    }
  }
}
