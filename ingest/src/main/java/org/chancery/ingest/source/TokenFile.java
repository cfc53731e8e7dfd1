package org.chancery.ingest.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Tokens lie in files of their own, so that settings can be shown to anybody. */
public final class TokenFile {
  private static final int LONGEST = 1_000;
  private static final int MOST_BYTES = 4 * LONGEST;

  private TokenFile() {}

  /**
   * The token in a file, which nobody but its owner may read.
   *
   * @throws IOException in words that do not repeat what the file holds
   */
  public static String read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file with a token: " + file);
    }
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null) {
      Set<PosixFilePermission> may = view.readAttributes().permissions();
      if (may.contains(PosixFilePermission.GROUP_READ)
          || may.contains(PosixFilePermission.OTHERS_READ)) {
        throw new IOException(file + " can be read by others than its owner: chmod 600 it");
      }
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    String text = new String(bytes, StandardCharsets.UTF_8).strip();
    if (bytes.length > MOST_BYTES || !text.matches("[!-~]{1," + LONGEST + "}")) {
      throw new IOException(
          "%s must hold one token of at most %d characters and nothing else"
              .formatted(file, LONGEST));
    }
    return text;
  }
}
