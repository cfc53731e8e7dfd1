package org.chancery.ingest.source.bluesky;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks frames of Jetstream that were packed with a dictionary, into one buffer of fixed size: a
 * frame that unpacks to more is told as too long. Used by one thread.
 */
final class Inflater implements AutoCloseable {
  private final ZstdDecompressCtx context = new ZstdDecompressCtx();
  private final byte[] buffer = new byte[FrameReading.LONGEST_TEXT + 1];
  private final long id;

  /**
   * @throws IllegalArgumentException when the bytes are no dictionary
   */
  Inflater(byte[] dictionary) {
    id = Zstd.getDictIdFromDict(dictionary);
    if (id == 0) {
      throw new IllegalArgumentException("no dictionary of zstd");
    }
    context.loadDict(dictionary);
  }

  /** The number by which hosts know the dictionary. */
  long id() {
    return id;
  }

  /** The text of a frame; null when it is torn, packed with another dictionary, or too long. */
  @Nullable String text(byte[] frame) {
    try {
      int length = context.decompressByteArray(buffer, 0, buffer.length, frame, 0, frame.length);
      return new String(buffer, 0, length, StandardCharsets.UTF_8);
    } catch (ZstdException e) {
      return null;
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
