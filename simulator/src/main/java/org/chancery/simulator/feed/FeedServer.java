package org.chancery.simulator.feed;

import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.chancery.simulator.http.Answer;
import org.chancery.simulator.http.Fault;
import org.chancery.simulator.http.FaultyAnswers;
import org.chancery.simulator.http.LoopbackServer;
import org.chancery.simulator.http.Request;
import org.chancery.simulator.http.Troubles;
import org.jspecify.annotations.Nullable;

/**
 * Feeds on loopback, each at its path, with {@code ETag} and {@code Last-Modified}; they do wrong
 * as the {@link Troubles} plan. Thread-safe.
 */
public final class FeedServer implements AutoCloseable {
  /** What tells the content whole all the same. */
  private static final Set<Fault> HARMLESS =
      EnumSet.of(Fault.SLOW, Fault.LYING_TYPE, Fault.OUT_OF_ORDER, Fault.DUPLICATED);

  private final InstantSource clock;
  private final Troubles troubles = new Troubles();
  private final Map<String, Gazette> gazettes = new ConcurrentHashMap<>();
  private final LoopbackServer server;

  /**
   * Opens a port.
   *
   * @param clock of the ledger
   * @param elsewhere where redirects to another host lead: an origin
   */
  public FeedServer(InstantSource clock, String elsewhere) throws IOException {
    this.clock = clock;
    this.server = new LoopbackServer("feeds", new FaultyAnswers(troubles, elsewhere, this::answer));
  }

  /** Serves a feed at a path. */
  public void serve(String path, Gazette gazette) {
    gazettes.put(path, gazette);
  }

  public Troubles troubles() {
    return troubles;
  }

  /** Host and port. */
  public String authority() {
    return server.authority();
  }

  /** An address of this server. */
  public String url(String path) {
    return origin() + path;
  }

  private String origin() {
    return "http://" + authority();
  }

  private Answer answer(Request request, @Nullable Fault fault) {
    Gazette gazette = gazettes.get(request.path());
    if (gazette == null) {
      return Answer.NOT_FOUND;
    }
    boolean lies = fault == Fault.LYING_ETAG;
    String tag = "\"%s-%d\"".formatted(gazette.format(), lies ? 0 : gazette.revision());
    String known = request.header("if-none-match");
    boolean isSame = lies ? !known.isEmpty() : fault == null && tag.equals(known);
    if (fault == null || HARMLESS.contains(fault) || (lies && !isSame)) {
      gazette.told(clock.instant());
    }
    Answer answer =
        isSame
            ? new Answer("304 Not Modified", Map.of(), new byte[0])
            : new Answer(
                "200 OK",
                Map.of("Content-Type", gazette.format().type()),
                gazette.format().write(gazette.shown(fault), origin()));
    String changed =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            gazette.changed().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    return answer.with("ETag", isSame ? known : tag).with("Last-Modified", changed);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
