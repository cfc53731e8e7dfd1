package org.chancery.server.api.posts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.chancery.server.api.query.PageToken;
import org.chancery.server.api.sql.Reading;
import org.jspecify.annotations.Nullable;

/** Where a post stands: its place in time and its key, which together order all posts. */
record Found(Instant created, UUID key) {
  static Found read(ResultSet row) throws SQLException {
    return new Found(Reading.instant(row, "created"), row.getObject("post_key", UUID.class));
  }

  String token() {
    return PageToken.of(created, key);
  }

  static @Nullable Found of(@Nullable PageToken token) {
    if (token == null) {
      return null;
    }
    List<String> parts = token.parts(2);
    try {
      return new Found(Instant.parse(parts.get(0)), PageToken.key(parts.get(1)));
    } catch (java.time.DateTimeException e) {
      throw PageToken.bad();
    }
  }
}
