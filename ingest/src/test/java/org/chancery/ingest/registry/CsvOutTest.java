package org.chancery.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvOutTest {
  @ParameterizedTest
  @CsvSource({
    "=1+1, '''=1+1'",
    "＝1, '''＝1'",
    "@a, '''@a'",
    "-minus, '''-minus'",
    "-34.6, -34.6",
    "plain, plain",
  })
  void what_a_spreadsheet_would_run_is_guarded_and_read_back(String cell, String guarded) {
    assertThat(CsvOut.guarded(cell)).isEqualTo(guarded);
    assertThat(CsvOut.unguarded(guarded)).isEqualTo(cell);
    assertThat(CsvOut.guardedLine(List.of(cell))).contains(guarded);
  }
}
