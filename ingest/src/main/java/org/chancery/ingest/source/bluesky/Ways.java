package org.chancery.ingest.source.bluesky;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chancery.ingest.egress.Ask;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.egress.GuardedSockets;
import org.chancery.ingest.egress.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The ways out of this process. Taps are serialised by the engine, so they carry a {@link Ref} and
 * look the ways up where they run. Thread-safe.
 *
 * @param sockets connects to whom the operator allows
 * @param web asks for documents, by the same rule
 */
public record Ways(GuardedSockets sockets, Web web) {
  private static final Map<String, Ways> WAYS = new ConcurrentHashMap<>();

  /** Asks for one document. */
  @FunctionalInterface
  public interface Web {
    /**
     * Gets a document.
     *
     * @param toldBy address of the remote whose word {@code url} is; null when the operator named
     *     it
     * @param most bytes of the answer
     * @throws IOException when there is no answer, with the reason in words
     */
    Answer get(String url, @Nullable String toldBy, int most) throws IOException;

    /** Gets a document from where the operator, or the name of an account, leads. */
    default Answer get(String url, int most) throws IOException {
      return get(url, null, most);
    }
  }

  /** An answer, of whatever status. */
  public record Answer(int status, byte[] body) {}

  /** Through the guard, which decides whom to reach and how much to take. */
  public static Ways through(GuardedEgress egress) {
    return new Ways(
        egress.sockets(),
        (url, toldBy, most) ->
            switch (egress.fetch(toldBy == null ? Ask.api(url) : Ask.api(url).toldBy(toldBy))) {
              case Outcome.Answered answer when answer.body().length > most ->
                  throw new IOException("an answer of more than %d bytes".formatted(most));
              case Outcome.Answered answer -> new Answer(answer.status(), answer.body());
              case Outcome.Refused refused -> throw new IOException(refused.detail());
              case Outcome.Failed failed -> throw new IOException(failed.detail());
            });
  }

  /** Makes the ways known to jobs of this process under a name. */
  public Ref register(String name) {
    WAYS.put(name, this);
    return new Ref(name);
  }

  /** The name of ways; can be serialised. */
  public record Ref(String name) implements Serializable {
    /** Asks for documents. */
    public Web web() {
      return (url, toldBy, most) -> get().web().get(url, toldBy, most);
    }

    Ways get() {
      Ways ways = WAYS.get(name);
      if (ways == null) {
        throw new IllegalStateException("no ways out are called " + name);
      }
      return ways;
    }
  }
}
