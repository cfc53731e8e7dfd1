package org.chancery.ingest.source.file;

import java.io.IOException;
import java.util.List;

/**
 * Reads one file record by record in bounded memory: no more than one record of at most {@link
 * #MAX_RECORD_BYTES} is held. Bad records are items, never exceptions; a damaged compressed file
 * ends with a reject. Deterministic: the same file and options give the same items in the same
 * order, so reading goes on after {@link #position()} by {@link #skip}. Not thread-safe.
 */
public interface EventFileReader extends AutoCloseable {
  /** Uncompressed bytes of a record; a longer one is rejected as TOO_LARGE and passed over. */
  int MAX_RECORD_BYTES = 16 << 20;

  /** Levels of nesting in a JSON record. */
  int MAX_DEPTH = 64;

  /** Takes what a record yields: at least one item for each record. */
  @FunctionalInterface
  interface Sink {
    void accept(ReadItem item);
  }

  /**
   * Reads one record.
   *
   * @return false at the end of the file, when nothing was given to the sink
   */
  boolean next(Sink sink) throws IOException;

  /**
   * Passes over records without parsing them.
   *
   * @return how many were there, fewer than asked at the end of the file
   */
  long skip(long records) throws IOException;

  /** Records read or passed over so far. */
  long position();

  /** Share of the file's own (compressed) bytes that were consumed, 0..1. */
  double share();

  /** What a person should know of how the file was read: encoding, separator. */
  List<String> notes();

  @Override
  void close() throws IOException;
}
