package org.chancery.simulator.mastodon;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chancery.simulator.http.FaultyAnswers;
import org.chancery.simulator.http.LoopbackServer;
import org.chancery.simulator.http.Request;
import org.chancery.simulator.http.Troubles;

/**
 * An instance of Mastodon on loopback. REST answers do wrong as its {@link Troubles} plan, streams
 * as its {@link StreamLedger} plans. Thread-safe.
 */
public final class MastodonServer implements AutoCloseable {
  private static final String STREAMING = "/api/v1/streaming";

  private final Instance instance;
  private final Troubles troubles = new Troubles();
  private final StreamLedger streams;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final LoopbackServer server;
  private final FaultyAnswers rest;
  private final Streaming streaming;

  /**
   * Opens a port.
   *
   * @param clock of limits and of the ledger
   * @param elsewhere where redirects to another host lead: an origin
   */
  public MastodonServer(Instance instance, InstantSource clock, String elsewhere)
      throws IOException {
    this.instance = instance;
    this.streams = new StreamLedger(clock);
    this.server = new LoopbackServer("mastodon", this::serve);
    RestPages pages = new RestPages(instance, clock, server.authority());
    this.rest = new FaultyAnswers(troubles, elsewhere, pages);
    this.streaming = new Streaming(instance, streams, troubles, pages.json());
  }

  public Instance instance() {
    return instance;
  }

  public Troubles troubles() {
    return troubles;
  }

  public StreamLedger streams() {
    return streams;
  }

  /** Host and port. */
  public String authority() {
    return server.authority();
  }

  /** Paths that were asked for, in their order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private void serve(Request request, DataInputStream in, OutputStream out)
      throws IOException, InterruptedException {
    asked.add(request.path());
    if (request.path().startsWith(STREAMING)) {
      streaming.serve(request, in, out);
    } else {
      rest.serve(request, in, out);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
