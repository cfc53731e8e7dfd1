package org.chancery.simulator.http;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * WebSocket frames (RFC 6455), the server's side: writes unmasked frames, reads masked ones. We
 * write the bytes ourselves so that many small messages go out in one write, the socket alone paces
 * the reader, and faults can be put on the wire.
 */
public final class Frames {
  public static final int CONTINUATION = 0;
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int LARGEST = 10_000_000;

  private Frames() {}

  /** The answer to {@code Sec-WebSocket-Key}. */
  public static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  /** How many bytes a frame with such a payload takes, masked never. */
  public static int size(int payload) {
    return payload + (payload < 126 ? 2 : payload < 65_536 ? 4 : 10);
  }

  public static void put(ByteBuffer out, int opcode, byte[] payload) {
    out.put((byte) (0x80 | opcode));
    if (payload.length < 126) out.put((byte) payload.length);
    else if (payload.length < 65_536) out.put((byte) 126).putShort((short) payload.length);
    else out.put((byte) 127).putLong(payload.length);
    out.put(payload);
  }

  public static byte[] frame(int opcode, byte[] payload) {
    ByteBuffer out = ByteBuffer.allocate(size(payload.length));
    put(out, opcode, payload);
    return out.array();
  }

  /** The payload of a close frame. */
  public static byte[] closing(int code, String why) {
    byte[] words = why.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + words.length).putShort((short) code).put(words).array();
  }

  /** A frame as it was read; fragments are not put together. */
  public record Read(boolean last, int opcode, byte[] payload) {}

  public static Read read(DataInputStream in) throws IOException {
    int first = in.read();
    if (first < 0) throw new EOFException("client closed");
    int second = in.readUnsignedByte();
    if ((second & 0x80) == 0) throw new IOException("client frames must be masked");
    long length = second & 0x7f;
    if (length == 126) length = in.readUnsignedShort();
    else if (length == 127) length = in.readLong();
    if (length < 0 || length > LARGEST)
      throw new IOException("client frame of " + length + " bytes");
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes((int) length);
    if (mask.length < 4 || payload.length < length)
      throw new EOFException("client closed inside a frame");
    for (int i = 0; i < payload.length; i++) payload[i] ^= mask[i & 3];
    return new Read((first & 0x80) != 0, first & 15, payload);
  }
}
