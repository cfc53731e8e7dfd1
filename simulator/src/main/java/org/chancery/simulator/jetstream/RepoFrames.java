package org.chancery.simulator.jetstream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Consumer;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORGenerator;

/**
 * Frames of {@code com.atproto.sync.subscribeRepos}: a header and a body in DAG-CBOR. The archive
 * of a commit holds the commit, which nobody signed, and the record; the nodes of the tree between
 * them are left out. Thread-safe.
 *
 * @see <a href="https://atproto.com/specs/sync">AT protocol, synchronisation</a>
 * @see <a href="https://ipld.io/specs/transport/car/carv1/">CARv1</a>
 */
final class RepoFrames {
  private static final CBORFactory CBOR = new CBORFactory();
  private static final int LINK = 42;

  /** CIDv1, DAG-CBOR, SHA-256 of 32 bytes. */
  private static final byte[] CID_BEGINS = {0x01, 0x71, 0x12, 0x20};

  private RepoFrames() {}

  /** The creation of one post. */
  static byte[] post(long seq, String did, String rkey, String at, String text) {
    byte[] record =
        cbor(
            out -> {
              out.writeStartObject(null, 3);
              out.writeStringProperty("text", text);
              out.writeStringProperty("$type", "app.bsky.feed.post");
              out.writeStringProperty("createdAt", at);
              out.writeEndObject();
            });
    byte[] commit = commit(did, cid(record));
    byte[] blocks = archive(commit, record);
    return frame(
        1,
        "#commit",
        out -> {
          out.writeStartObject(null, 12);
          out.writeName("ops");
          out.writeStartArray(null, 1);
          out.writeStartObject(null, 3);
          link(out, "cid", cid(record));
          out.writeStringProperty("path", "app.bsky.feed.post/" + rkey);
          out.writeStringProperty("action", "create");
          out.writeEndObject();
          out.writeEndArray();
          out.writeStringProperty("rev", "3");
          out.writeNumberProperty("seq", seq);
          out.writeStringProperty("repo", did);
          out.writeStringProperty("time", at);
          out.writeName("blobs");
          out.writeStartArray(null, 0);
          out.writeEndArray();
          out.writeNullProperty("since");
          out.writeName("blocks");
          out.writeBinary(blocks);
          link(out, "commit", cid(commit));
          out.writeBooleanProperty("rebase", false);
          out.writeBooleanProperty("tooBig", false);
          out.writeNullProperty("prevData");
          out.writeEndObject();
        });
  }

  /** A word of the host that ends nothing. */
  static byte[] info(String name) {
    return frame(1, "#info", out -> words(out, "name", name));
  }

  /** A word of the host, which ends the connection behind it. */
  static byte[] error(String name) {
    return frame(-1, "", out -> words(out, "error", name));
  }

  private static void words(CBORGenerator out, String property, String name) {
    out.writeStartObject(null, 2);
    out.writeStringProperty(property, name);
    out.writeStringProperty("message", "a fault was asked for");
    out.writeEndObject();
  }

  private static byte[] frame(int op, String type, Consumer<CBORGenerator> body) {
    byte[] header =
        cbor(
            out -> {
              out.writeStartObject(null, type.isEmpty() ? 1 : 2);
              if (!type.isEmpty()) {
                out.writeStringProperty("t", type);
              }
              out.writeNumberProperty("op", op);
              out.writeEndObject();
            });
    return joined(header, cbor(body));
  }

  private static byte[] commit(String did, byte[] data) {
    return cbor(
        out -> {
          out.writeStartObject(null, 6);
          out.writeStringProperty("did", did);
          out.writeStringProperty("rev", "3");
          out.writeName("sig");
          out.writeBinary(new byte[64]);
          link(out, "data", data);
          out.writeNullProperty("prev");
          out.writeNumberProperty("version", 3);
          out.writeEndObject();
        });
  }

  private static byte[] archive(byte[] root, byte[] block) {
    byte[] header =
        cbor(
            out -> {
              out.writeStartObject(null, 2);
              out.writeName("roots");
              out.writeStartArray(null, 1);
              writeLink(out, cid(root));
              out.writeEndArray();
              out.writeNumberProperty("version", 1);
              out.writeEndObject();
            });
    return joined(
        length(header.length),
        header,
        length(36 + root.length),
        cid(root),
        root,
        length(36 + block.length),
        cid(block),
        block);
  }

  private static void link(CBORGenerator out, String name, byte[] cid) {
    out.writeName(name);
    writeLink(out, cid);
  }

  private static void writeLink(CBORGenerator out, byte[] cid) {
    out.writeTag(LINK);
    out.writeBinary(joined(new byte[1], cid));
  }

  private static byte[] cid(byte[] block) {
    try {
      return joined(CID_BEGINS, MessageDigest.getInstance("SHA-256").digest(block));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Unsigned LEB128. */
  private static byte[] length(int bytes) {
    ByteBuffer out = ByteBuffer.allocate(5);
    int left = bytes;
    for (; left > 0x7f; left >>>= 7) {
      out.put((byte) (left | 0x80));
    }
    out.put((byte) left).flip();
    byte[] length = new byte[out.remaining()];
    out.get(length);
    return length;
  }

  private static byte[] cbor(Consumer<CBORGenerator> writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CBORGenerator out =
        (CBORGenerator) CBOR.createGenerator(ObjectWriteContext.empty(), bytes)) {
      writer.accept(out);
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
