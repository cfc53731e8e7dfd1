package org.chancery.ingest.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;

/**
 * Keyed hashes by which posts and people are told apart without being named: the first 128 bits of
 * HMAC-SHA-256. The key lies in the data folder, never in the database. Thread-safe.
 */
public final class Pseudonyms {
  private static final int KEY_BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private final ThreadLocal<Mac> macs;

  public Pseudonyms(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "the key must have %d bytes, has %d".formatted(KEY_BYTES, key.length));
    }
    SecretKeySpec spec = new SecretKeySpec(key.clone(), ALGORITHM);
    this.macs = ThreadLocal.withInitial(() -> mac(spec));
  }

  /** Reads the key of a data folder, or makes it once, whole or not at all, for its owner only. */
  public static synchronized Pseudonyms in(Path dataFolder, SecureRandom random) {
    Path file = dataFolder.resolve("keys").resolve("pseudonyms.key");
    try {
      Files.createDirectories(file.getParent());
      if (!Files.exists(file)) {
        create(file, random);
      }
      return new Pseudonyms(HexFormat.of().parseHex(Files.readString(file).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or make the key " + file, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "%s is damaged (%s): put back a copy, without it stored posts cannot be told from new ones"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** Writes the key beside its place and moves it there. */
  private static void create(Path file, SecureRandom random) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    Path part = Files.createTempFile(file.getParent(), "pseudonyms", ".part"); // of its owner only
    try {
      Files.writeString(part, HexFormat.of().formatHex(key) + "\n", StandardOpenOption.DSYNC);
      Files.move(part, file);
    } catch (FileAlreadyExistsException e) {
      // another process made it in this moment
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static Mac mac(SecretKeySpec spec) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(spec);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** Key of a post or reaction by its native id. */
  public UUID ofPost(Network network, String id) {
    return hash(network.slug() + "|p|" + id);
  }

  /** Key of an account: by id where known, else by folded handle. */
  public UUID ofAccount(AccountRef account) {
    return hash(account.network().slug() + "|a|" + account.key());
  }

  /** 64 bits that no outsider can make collide, to tell whether an event was just heard. */
  public long ofEvent(String eventId) {
    return hash(eventId).getMostSignificantBits();
  }

  private UUID hash(String what) {
    ByteBuffer sum = ByteBuffer.wrap(macs.get().doFinal(what.getBytes(StandardCharsets.UTF_8)));
    return new UUID(sum.getLong(), sum.getLong());
  }
}
