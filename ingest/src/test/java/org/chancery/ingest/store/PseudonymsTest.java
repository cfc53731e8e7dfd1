package org.chancery.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.chancery.core.event.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PseudonymsTest {
  @TempDir Path folder;

  private UUID post(String id) {
    return Pseudonyms.in(folder, new SecureRandom()).ofPost(Network.BLUESKY, id);
  }

  private Path key() {
    return folder.resolve("keys").resolve("pseudonyms.key");
  }

  @Test
  void the_key_is_made_once_for_its_owner_and_lies_alone() throws Exception {
    UUID first = post("at://a");
    assertThat(post("at://a")).isEqualTo(first).isNotEqualTo(post("at://b"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key())))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(key().getParent())) {
      assertThat(files).containsExactly(key());
    }
  }

  /** As RFC 2104 has it, by the library of the JDK. */
  @Test
  void a_hash_is_the_first_half_of_the_hmac() throws Exception {
    UUID hash = post("at://a");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(HexFormat.of().parseHex(Files.readString(key()).strip()), "HmacSHA256"));
    byte[] whole = mac.doFinal("bluesky|p|at://a".getBytes(StandardCharsets.UTF_8));
    assertThat(hash.toString().replace("-", ""))
        .isEqualTo(HexFormat.of().formatHex(Arrays.copyOf(whole, 16)));
  }

  @Test
  void many_who_begin_at_once_have_one_key() throws Exception {
    try (ExecutorService all = Executors.newFixedThreadPool(8)) {
      List<Future<UUID>> hashes =
          IntStream.range(0, 64).mapToObj(i -> all.submit(() -> post("at://a"))).toList();
      UUID one = post("at://a");
      for (Future<UUID> hash : hashes) {
        assertThat(hash.get()).isEqualTo(one);
      }
    }
  }

  @Test
  void what_a_break_left_beside_is_no_key_and_a_damaged_key_is_not_replaced() throws Exception {
    Files.createDirectories(key().getParent());
    Files.writeString(key().resolveSibling("pseudonyms1.part"), "ab");
    UUID first = post("at://a");
    assertThat(post("at://a")).isEqualTo(first);
    Files.writeString(key(), "");
    assertThatThrownBy(() -> post("at://a"))
        .hasMessageContaining("pseudonyms.key is damaged")
        .hasMessageContaining("put back a copy");
    assertThat(key()).isEmptyFile();
  }
}
