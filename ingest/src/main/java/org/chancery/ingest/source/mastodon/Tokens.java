package org.chancery.ingest.source.mastodon;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.chancery.ingest.source.TokenFile;
import org.jspecify.annotations.Nullable;

/** Not every server has a token. */
final class Tokens {
  private Tokens() {}

  /**
   * The token in a file, empty where none is set.
   *
   * @throws IOException in words that do not repeat what the file holds
   */
  static Optional<String> read(@Nullable Path file) throws IOException {
    return file == null ? Optional.empty() : Optional.of(TokenFile.read(file));
  }
}
