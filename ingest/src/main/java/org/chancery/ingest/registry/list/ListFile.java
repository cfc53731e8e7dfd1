package org.chancery.ingest.registry.list;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of a list, read whole. Immutable.
 *
 * @param name without its folders, for messages and sources
 */
record ListFile(String name, byte[] bytes, String text) {
  private static final long MAX_BYTES = 128L << 20;

  /**
   * @throws IOException when it cannot be read, is larger than 128 MB, or is neither UTF-8 nor XML
   *     that names its own encoding; the message says which
   */
  static ListFile read(Path file) throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IOException("there is no readable file " + file);
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " is larger than 128 MB");
    }
    byte[] bytes = Files.readAllBytes(file);
    String name = file.getFileName().toString();
    boolean isXml = name.endsWith(".xml") || name.endsWith(".opml");
    return new ListFile(name, bytes, isXml ? "" : decode(file, bytes));
  }

  private static String decode(Path file, byte[] bytes) throws IOException {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not UTF-8", e);
    }
  }
}
