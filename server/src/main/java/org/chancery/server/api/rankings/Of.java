package org.chancery.server.api.rankings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.chancery.server.api.listing.Listing;

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

  /** The items for which an account spoke. */
  List<Key> keys(Listing.Listed one, Listing listing) {
    return switch (this) {
      case ACTORS -> List.of(new Key(listing.key(one.actor().id()), ""));
      case ACCOUNTS -> List.of(new Key(one.account(), ""));
      case COUNTRIES -> one.countries().stream().map(country -> new Key(0, country)).toList();
    };
  }

  /** Rows that no item of this sort stands for. */
  String condition() {
    return this == COUNTRIES ? "country <> ''" : "true";
  }

  /** An actor or account by its short key, or a country by its code. */
  record Key(int number, String country) {}
}
