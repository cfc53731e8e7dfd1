package org.chancery.ingest.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Texts of a resolver on loopback. */
class DnsTextsTest {
  private static final String NAME = "_atproto.mfa.example";
  private LoopResolver resolver;

  @BeforeEach
  void open() throws IOException {
    resolver = new LoopResolver();
  }

  @AfterEach
  void close() {
    resolver.close();
  }

  @Test
  void texts_of_a_name_are_told_as_they_stand() throws IOException {
    resolver.says(NAME, "did=did:plc:z72i7hdynmk6r22z27h6tvur", "v=spf1", "été");
    assertThat(resolver.records(false).of(NAME))
        .contains("did=did:plc:z72i7hdynmk6r22z27h6tvur", "v=spf1")
        .hasSize(3);
    assertThat(resolver.asked()).containsOnly(NAME);
  }

  @Test
  void strings_of_one_record_are_one_text() throws IOException {
    resolver.saysInParts(NAME, "did=did:plc:z72i7hdyn", "mk6r22z27h6tvur");
    assertThat(resolver.records(false).of(NAME))
        .containsExactly("did=did:plc:z72i7hdynmk6r22z27h6tvur");
    resolver.saysInParts(NAME, "a \"b\" ", "", "\\c", "d e", " ", "f");
    assertThat(resolver.records(false).of(NAME)).containsExactly("a \"b\" \\cd e f");
  }

  @Test
  void a_name_without_texts_or_that_is_not_there_has_none() throws IOException {
    resolver.says(NAME);
    assertThat(resolver.records(false).of(NAME)).isEmpty();
    assertThat(resolver.records(false).of("_atproto.nobody.example")).isEmpty();
  }

  @Test
  void a_resolver_that_fails_is_no_answer() {
    resolver.breaks();
    assertThatThrownBy(() -> resolver.records(false).of(NAME))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(NAME);
  }

  @Test
  void offline_nobody_is_asked() {
    resolver.says(NAME, "did=did:plc:z72i7hdynmk6r22z27h6tvur");
    assertThatThrownBy(() -> resolver.records(true).of(NAME)).hasMessageContaining("offline");
    assertThat(resolver.asked()).isEmpty();
  }
}
