package org.chancery.server.api.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.chancery.core.time.Window;
import org.chancery.server.api.query.Selection;
import org.chancery.server.api.query.Terms;
import org.junit.jupiter.api.Test;

class RelationsTest {
  private static final Selection DAY =
      new Selection(
          new Window(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-11-02T00:00:00Z")),
          List.of(),
          List.of(),
          List.of(),
          null,
          null,
          Terms.NONE);

  /** An empty list has no type that PostgreSQL could compare with a number. */
  @Test
  void of_no_account_there_is_nothing() {
    Sql none = new Relations(true).accountDays(DAY, Set.of());
    assertThat(none.text()).contains("and false");
    assertThat(none.values()).doesNotContain(Set.of());
    assertThat(new Relations(true).accountDays(DAY, Set.of(7)).values()).contains(Set.of(7));
  }
}
