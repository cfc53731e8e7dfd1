package org.chancery.simulator.http;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts the answers of pages on the wire, wrongly where that is planned. What concerns the content,
 * its order and its repetition, is for the pages. Thread-safe.
 */
public final class FaultyAnswers implements LoopbackServer.Handler {
  /** Pages as they should be. */
  @FunctionalInterface
  public interface Pages {
    /**
     * The whole answer.
     *
     * @param fault that is put on it, null for none; those of the content are done here
     */
    Answer answer(Request request, @Nullable Fault fault);
  }

  /** Seconds that a server asks to be left alone. */
  public static final int RETRY_AFTER = 600;

  /** A service of clouds that tells secrets to whoever asks from inside. */
  public static final String FORBIDDEN = "http://169.254.169.254/latest/meta-data/";

  private static final long DRIP_MILLIS = 50;
  private static final int DRIPS = 100_000;
  private static final int MEBIBYTE = 1 << 20;
  private static final int MOST_MEBIBYTES = 1_024;
  private static final byte[] BLANKS = " ".repeat(MEBIBYTE).getBytes(StandardCharsets.US_ASCII);
  private static final int TAGS = 300_000;

  private static final String LOOP = "/round-and-round";

  private final Troubles troubles;
  private final String elsewhere;
  private final Pages pages;

  /**
   * @param elsewhere another host: origin without a slash at its end
   */
  public FaultyAnswers(Troubles troubles, String elsewhere, Pages pages) {
    this.troubles = troubles;
    this.elsewhere = elsewhere;
    this.pages = pages;
  }

  @Override
  public void serve(Request request, DataInputStream in, OutputStream out)
      throws IOException, InterruptedException {
    if (request.path().equals(LOOP)) {
      to("302 Found", LOOP).write(out);
      return;
    }
    Fault fault = troubles.next(request.path());
    Answer right = pages.answer(request, fault);
    if (fault == null) {
      right.write(out);
    } else {
      write(fault, right, request, in, out);
    }
  }

  private void write(Fault fault, Answer right, Request request, InputStream in, OutputStream wire)
      throws IOException, InterruptedException {
    String path = request.path();
    byte[] body = right.body();
    OutputStream out = new BufferedOutputStream(wire, 1 << 16);
    switch (fault) {
      case SLOW -> {
        troubles.fire(fault, path);
        slowly(right, wire);
      }
      case DRIPPING -> drip(right, path, wire);
      case CUT -> troubles.fire(fault, path);
      case TORN -> {
        out.write(right.head(Answer.length(Math.max(2, body.length))));
        out.write(body, 0, body.length / 2);
        finish(fault, path, out);
      }
      case HUGE -> endless(right, path, out);
      case BOMB -> bomb(right, path, out);
      case DEEP ->
          whole(fault, path, Answer.of(right.status(), "text/xml", "<a>".repeat(TAGS)), out);
      case LYING_LENGTH -> {
        out.write(right.head(Answer.length(body.length / 2)));
        out.write(body);
        finish(fault, path, out);
      }
      case LYING_TYPE -> whole(fault, path, right.with("Content-Type", "image/png"), out);
      case LYING_ENCODING -> whole(fault, path, right.with("Content-Encoding", "gzip"), out);
      case LYING_ETAG, OUT_OF_ORDER, DUPLICATED -> whole(fault, path, right, out);
      case REDIRECT_LOOP -> whole(fault, path, to("302 Found", LOOP), out);
      case REDIRECT_ELSEWHERE ->
          whole(fault, path, to("301 Moved Permanently", elsewhere + path), out);
      case REDIRECT_FORBIDDEN -> whole(fault, path, to("302 Found", FORBIDDEN), out);
      case SILENT -> {
        troubles.fire(fault, path);
        in.transferTo(OutputStream.nullOutputStream()); // until the client goes
      }
      case LIMITED -> whole(fault, path, later("429 Too Many Requests"), out);
      case UNAVAILABLE -> whole(fault, path, later("503 Service Unavailable"), out);
      case GONE -> whole(fault, path, Answer.of("410 Gone", "text/plain", "gone"), out);
      case GARBAGE -> {
        byte[] noise = new byte[2_000];
        new Random(path.hashCode()).nextBytes(noise);
        out.write(noise);
        finish(fault, path, out);
      }
      case EMPTY -> whole(fault, path, new Answer(right.status(), Map.of(), new byte[0]), out);
    }
  }

  private static Answer to(String status, String location) {
    return Answer.of(status, "text/plain", "there").with("Location", location);
  }

  private static Answer later(String status) {
    return Answer.of(status, "text/plain", "later")
        .with("Retry-After", Integer.toString(RETRY_AFTER));
  }

  private void whole(Fault fault, String path, Answer answer, OutputStream out) throws IOException {
    out.write(answer.head(Answer.length(answer.body().length)));
    out.write(answer.body());
    finish(fault, path, out);
  }

  /** What was written is buffered still: the ledger knows it before the client. */
  private void finish(Fault fault, String path, OutputStream out) throws IOException {
    troubles.fire(fault, path);
    out.flush();
  }

  private static void slowly(Answer answer, OutputStream wire) throws IOException {
    wire.write(answer.head(Answer.length(answer.body().length)));
    for (byte b : answer.body()) {
      wire.write(b);
    }
  }

  private void drip(Answer answer, String path, OutputStream wire)
      throws IOException, InterruptedException {
    wire.write(answer.head(Answer.length(DRIPS)));
    troubles.fire(Fault.DRIPPING, path);
    for (int i = 0; i < DRIPS; i++) {
      wire.write(answer.body().length == 0 ? ' ' : answer.body()[i % answer.body().length]);
      Thread.sleep(DRIP_MILLIS);
    }
  }

  /** A body that begins as it should and goes on with blanks, in chunks. */
  private void endless(Answer answer, String path, OutputStream out) throws IOException {
    out.write(answer.head("Transfer-Encoding: chunked\r\n"));
    chunk(out, answer.body());
    troubles.fire(Fault.HUGE, path);
    for (int i = 0; i < MOST_MEBIBYTES; i++) {
      chunk(out, BLANKS);
    }
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static void chunk(OutputStream out, byte[] bytes) throws IOException {
    if (bytes.length > 0) {
      out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(bytes);
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  private void bomb(Answer answer, String path, OutputStream out) throws IOException {
    out.write(answer.with("Content-Encoding", "gzip").head(""));
    troubles.fire(Fault.BOMB, path);
    GZIPOutputStream packed = new GZIPOutputStream(out, 1 << 16);
    packed.write(answer.body());
    for (int i = 0; i < MOST_MEBIBYTES; i++) {
      packed.write(BLANKS);
    }
    packed.finish();
    out.flush();
  }
}
