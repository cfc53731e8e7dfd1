package org.chancery.ingest.source.file;

import java.io.IOException;

/** A file or map that cannot be used at all; the message tells a person what to do. */
public final class UnusableFileException extends IOException {
  private static final long serialVersionUID = 1L;

  UnusableFileException(String message) {
    super(message);
  }
}
