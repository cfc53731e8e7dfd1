package org.chancery.ingest.source;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.chancery.core.event.Network;
import org.jspecify.annotations.Nullable;

/** A place from which events come, live or a file. Immutable settings; opened where it is read. */
public interface Tap extends Serializable {
  /** Stable name, shown on the status page. */
  String source();

  /** The network it speaks for, null for files of several. */
  @Nullable Network network();

  /** Whether it goes on for ever. */
  boolean live();

  /**
   * Opens it behind what was already taken in.
   *
   * @param cursor as the last batch told, null at the very beginning
   * @param part name of the part to be read, the source's own where there is one part
   */
  TapReader open(@Nullable String cursor, String part) throws IOException;

  /**
   * Where it begins when nothing was ever heard. A live tap that can say so at a later start, too,
   * misses nothing if its first start is cut off.
   */
  default @Nullable String beginning() {
    return null;
  }

  /** Whether the first cursor lies before the second; false where they cannot be compared. */
  default boolean before(String first, String second) {
    return false;
  }

  /**
   * Whether what it brings may be shown and nothing else: no detection, no export but of ids, no
   * keeping of what was deleted.
   */
  default boolean displayOnly() {
    return false;
  }

  /** Into how many parts it can be read side by side; the first part has the source's own name. */
  default int parts() {
    return 1;
  }

  /** One open tap. Used by one thread, but {@link #wakeUp} comes from another. */
  interface TapReader extends AutoCloseable {
    /** The next batch; may be empty after a short wait. */
    TapBatch poll() throws IOException, InterruptedException;

    /**
     * Everything up to a cursor that {@link #poll} gave is stored for good. Comes from another
     * thread, now and then; cursors between may be passed over.
     */
    default void stored(@Nullable String cursor) throws IOException {}

    /** Makes a waiting {@link #poll} return. */
    default void wakeUp() {}

    @Override
    void close() throws IOException;
  }

  /** Adds two totals by cause. */
  static Map<String, Long> sum(Map<String, Long> a, Map<String, Long> b) {
    Map<String, Long> sum = new java.util.TreeMap<>(a);
    b.forEach((what, n) -> sum.merge(what, n, Long::sum));
    return sum;
  }
}
