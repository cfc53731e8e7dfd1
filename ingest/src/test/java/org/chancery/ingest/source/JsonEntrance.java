package org.chancery.ingest.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * A place where JSON of others comes in, for {@link JsonEntrancesTest}.
 *
 * @param head of a text that is sound at this entrance and holds the case as a member nobody reads
 * @param lines whether a text is one line
 * @param twice whether a key that stands twice is refused
 * @param read takes the whole text
 */
public record JsonEntrance(
    String name, String head, boolean lines, boolean twice, Function<Input, Verdict> read) {

  /** A text, and a folder for entrances that are files. */
  public record Input(byte[] text, Path folder) {}

  /**
   * What became of it.
   *
   * @param json whether it was read as JSON, whatever it says
   * @param cause in words where it was not
   */
  public record Verdict(boolean json, String cause) {
    public static final Verdict READ = new Verdict(true, "");

    public static Verdict refused(String cause) {
      return new Verdict(false, cause);
    }
  }

  /**
   * @param blanks whether line ends become blanks where a text is one line: of a sound text that is
   *     no change
   */
  Verdict of(byte[] testCase, Path folder, boolean blanks) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    for (byte b : testCase) {
      text.write(blanks && lines && (b == '\n' || b == '\r') ? ' ' : b);
    }
    text.write('}');
    return read.apply(new Input(text.toByteArray(), folder));
  }

  @Override
  public String toString() {
    return name;
  }
}
