package org.chancery.ingest.source.x;

import java.io.IOException;
import java.nio.file.Path;
import org.chancery.ingest.source.TokenFile;

/** The bearer token. It is shown by nothing and stands in no address. */
final class XToken {
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
    return new XToken(TokenFile.read(file));
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
