package org.chancery.server.api.answer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.chancery.core.time.Window;
import org.chancery.server.api.sql.Cover;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Sql;

/** From the UTC day of the oldest post to that of the newest, both whole. Thread-safe. */
public final class AllTime {
  private static final String ENDS =
      """
      select (select day from account_day where originals + replies_made + reposts_made + quotes_made > 0 order by day limit 1) as first,
             (select day from account_day where originals + replies_made + reposts_made + quotes_made > 0 order by day desc limit 1) as last
      """;

  private final Kept<String, Window> kept = new Kept<>(1);

  /** All time; today when there is no post. */
  public Window window(Reading store, Instant now) {
    return kept.get("", k -> read(store, now));
  }

  private static Window read(Reading store, Instant now) {
    return store
        .first(
            Sql.of(ENDS),
            row -> {
              LocalDate first = row.getObject("first", LocalDate.class);
              return first == null ? null : days(first, row.getObject("last", LocalDate.class));
            })
        .orElseGet(() -> days(Cover.day(now), Cover.day(now)));
  }

  private static Window days(LocalDate first, LocalDate last) {
    return new Window(
        first.atStartOfDay().toInstant(ZoneOffset.UTC),
        last.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
  }
}
