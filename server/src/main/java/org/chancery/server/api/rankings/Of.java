package org.chancery.server.api.rankings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** What is put in order. */
enum Of {
  ACTORS("actor_id"),
  ACCOUNTS("account_id"),
  COUNTRIES("country");

  final String column;

  Of(String column) {
    this.column = column;
  }

  static Of of(String slug) {
    return valueOf(slug.toUpperCase(Locale.ROOT));
  }

  Key key(ResultSet row) throws SQLException {
    return this == COUNTRIES ? new Key(0, row.getString("k")) : new Key(row.getInt("k"), "");
  }

  /** Rows that no item of this sort stands for. */
  String condition() {
    return this == COUNTRIES ? "country <> ''" : "true";
  }

  /** An actor or account by its short key, or a country by its code. */
  record Key(int number, String country) {}
}
