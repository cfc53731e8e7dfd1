package org.chancery.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which hosts lie where only authorities are given names. */
class HandleProofTest {
  @ParameterizedTest
  @CsvSource({
    "diplomatie.gouv.fr, true",
    "state.gov, true",
    "www.FCDO.GOV.UK, true",
    "mofa.go.jp, true",
    "nato.int, true",
    "navy.mil, true",
    "eda.admin.ch, true",
    "ec.europa.eu, true",
    "europa.eu, true",
    "gov.evil.com, false",
    "state.gov.evil.com, false",
    "notadmin.ch, false",
    "noteuropa.eu, false",
    "mygov.fr, false",
    "go.it, false",
    "comune.go.it, false",
    "francediplo.bsky.social, false",
    "int, true",
    "localhost, false",
    "'', false",
  })
  void only_authorities_are_given_names(String host, boolean authority) {
    assertThat(HandleProof.isPublicAuthority(host)).isEqualTo(authority);
  }
}
