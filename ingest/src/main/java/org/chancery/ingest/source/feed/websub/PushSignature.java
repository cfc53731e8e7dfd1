package org.chancery.ingest.source.feed.websub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * {@code X-Hub-Signature} (WebSub, 8): the name of a method and the HMAC of the body in
 * hexadecimal. SHA-1 is one of the methods that the Recommendation names, and the only one of some
 * hubs; its collisions do not break its HMAC (RFC 6194), and a push is but a hint. Immutable.
 */
record PushSignature(String algorithm, byte[] told) {
  private static final Map<String, String> METHODS =
      Map.of(
          "sha1",
          "HmacSHA1",
          "sha256",
          "HmacSHA256",
          "sha384",
          "HmacSHA384",
          "sha512",
          "HmacSHA512");
  private static final Pattern HEADER = Pattern.compile("(sha[0-9]{1,3})=((?:[0-9a-f]{2}){20,64})");
  private static final int CHUNK = 8 << 10;

  /** How a body compares with its signature. */
  enum Verdict {
    RIGHT,
    WRONG,
    TOO_LONG
  }

  /** Empty where the header is missing, or tells nothing that can be compared. */
  static Optional<PushSignature> read(@Nullable String header) {
    Matcher parts = HEADER.matcher(header == null ? "" : header.strip().toLowerCase(Locale.ROOT));
    if (!parts.matches() || !METHODS.containsKey(parts.group(1))) {
      return Optional.empty();
    }
    return Optional.of(
        new PushSignature(METHODS.get(parts.group(1)), HexFormat.of().parseHex(parts.group(2))));
  }

  /** Reads a body to its end, or to one byte more than it may have; nothing of it is kept. */
  Verdict verdict(String secret, InputStream body, long most) throws IOException {
    Mac mac = mac(secret);
    byte[] chunk = new byte[CHUNK];
    long length = 0;
    for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
      length += n;
      if (length > most) {
        return Verdict.TOO_LONG;
      }
      mac.update(chunk, 0, n);
    }
    return MessageDigest.isEqual(mac.doFinal(), told) ? Verdict.RIGHT : Verdict.WRONG;
  }

  private Mac mac(String secret) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
