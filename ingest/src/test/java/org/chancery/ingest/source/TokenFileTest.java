package org.chancery.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with tokens, sound and not. */
class TokenFileTest {
  @TempDir private Path folder;

  private Path file(String text, String may) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(may));
  }

  @Test
  void a_token_of_one_word_is_read() throws IOException {
    assertThat(TokenFile.read(file(" secret-1\n", "r--------"))).isEqualTo("secret-1");
    assertThat(TokenFile.read(file("a".repeat(1_000), "rw-------"))).hasSize(1_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--"})
  void a_token_that_others_may_read_is_refused(String may) throws IOException {
    Path file = file("secret-1", may);
    assertThatThrownBy(() -> TokenFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("chmod 600")
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("secret-1");
  }

  @Test
  void what_is_no_token_is_refused_without_its_text() throws IOException {
    for (String text : new String[] {"", "two words", "two\nlines", "é", "a".repeat(1_001)}) {
      Path file = file(text, "rw-------");
      assertThatThrownBy(() -> TokenFile.read(file))
          .isInstanceOf(IOException.class)
          .hasMessage(file + " must hold one token of at most 1000 characters and nothing else");
    }
    assertThatThrownBy(() -> TokenFile.read(folder.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no file");
  }
}
