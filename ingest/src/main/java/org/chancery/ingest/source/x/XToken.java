package org.chancery.ingest.source.x;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bearer token. It is shown by nothing and stands in no address. */
final class XToken {
  private static final int LONGEST = 1_000;
  private final String bearer;

  private XToken(String bearer) {
    this.bearer = bearer;
  }

  /**
   * Reads the file, anew for each start of the source.
   *
   * @throws IOException in words that do not repeat what the file holds
   */
  static XToken read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file with the token of X: " + file);
    }
    if (Files.size(file) > 4L * LONGEST) {
      throw new IOException(file + " is too long for a token");
    }
    String text = Files.readString(file).strip();
    if (text.isEmpty() || text.length() > LONGEST || !text.matches("[\\x21-\\x7e]+")) {
      throw new IOException(file + " must hold the token of X and nothing else, on one line");
    }
    return new XToken(text);
  }

  String header() {
    return "Bearer " + bearer;
  }

  /** What is told of others never repeats it. */
  String hidden(String words) {
    return words.replace(bearer, "…");
  }

  @Override
  public String toString() {
    return "a token of X";
  }
}
