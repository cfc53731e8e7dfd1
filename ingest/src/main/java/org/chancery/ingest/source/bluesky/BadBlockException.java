package org.chancery.ingest.source.bluesky;

/** Bytes of a frame that are not what they should be. */
final class BadBlockException extends Exception {
  private static final long serialVersionUID = 1;

  BadBlockException(String message) {
    super(message);
  }
}
