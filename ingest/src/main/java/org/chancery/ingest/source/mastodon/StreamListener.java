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
      if (heard != null) {
        AccountGap gap = gap(heard, source.clock().instant());
        done.put(reading.take(List.of(gap), null));
        broken.accept(gap);
      }
      long told = System.nanoTime();
      while (!closed) {
        Optional<StreamWay.Heard> next = way.next();
        heard = source.clock().instant();
        pause = FIRST_PAUSE;
        next.ifPresent(this::take);
        boolean isTime = System.nanoTime() - told > TOLD_EVERY.toNanos();
        if (reading.hasEvents() || (isTime && !reading.isEmpty())) {
          done.put(reading.take(List.of(), null));
          told = System.nanoTime();
        }
      }
    } finally {
      open = null;
    }
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
    done.put(reading.take(gaps, line));
    Duration wait = denied ? LONGEST_PAUSE : Pace.jittered(pause, source.chance());
    if (until != null && until.isAfter(now.plus(wait))) {
      wait = Duration.between(now, until);
    }
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    Thread.sleep(wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait);
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
