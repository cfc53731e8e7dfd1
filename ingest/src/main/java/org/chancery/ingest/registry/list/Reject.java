package org.chancery.ingest.registry.list;

/**
 * Something of a list that could not be used.
 *
 * @param line from 1; 0 when it is about the whole file
 * @param message in words, safe to print
 */
public record Reject(String file, int line, RejectCause cause, String message) {
  /** One line for a terminal: {@code list.csv:12: BAD_HANDLE: …}. */
  @Override
  public String toString() {
    return "%s%s: %s: %s".formatted(file, line > 0 ? ":" + line : "", cause, message);
  }
}
