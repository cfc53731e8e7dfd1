package org.chancery.ingest.source.mastodon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens lie in files of their own, so that settings can be shown to anybody. */
final class Tokens {
  private Tokens() {}

  /**
   * The token in a file, empty where none is set.
   *
   * @throws IOException when there is none that could be sent, without its text
   */
  static Optional<String> read(@Nullable Path file) throws IOException {
    if (file == null) {
      return Optional.empty();
    }
    String token = Files.readString(file).strip();
    if (!token.matches("[!-~]{1,500}")) {
      throw new IOException("a token is one word of at most 500 characters");
    }
    return Optional.of(token);
  }
}
