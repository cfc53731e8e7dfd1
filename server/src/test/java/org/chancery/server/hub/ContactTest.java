package org.chancery.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactTest {
  @Test
  void a_mail_address_or_a_page_becomes_a_link() {
    assertThat(Contact.of(" ann@mfa.example ")).contains(new Contact("mailto:ann@mfa.example"));
    assertThat(Contact.of("mailto:ann@mfa.example"))
        .contains(new Contact("mailto:ann@mfa.example"));
    assertThat(Contact.of("https://mfa.example/issues/new"))
        .contains(new Contact("https://mfa.example/issues/new"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ann",
        "ann@mfa.example?bcc=x@y.example",
        "ann@mfa.example,bob@mfa.example",
        "javascript:alert(1)",
        "https://user:secret@mfa.example",
        "https://",
        "mfa.example",
        "a\nb@mfa.example"
      })
  void nothing_else_does(String text) {
    assertThat(Contact.of(text)).isEmpty();
  }
}
