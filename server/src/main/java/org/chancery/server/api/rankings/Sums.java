package org.chancery.server.api.rankings;

import java.sql.ResultSet;
import java.sql.SQLException;

/** What is added up for an item on one network. Immutable. */
record Sums(
    long originals,
    long repliesMade,
    long repostsMade,
    long quotesMade,
    long likes,
    long reposts,
    long replies,
    long quotes,
    long repostKnown,
    double repostSum,
    double repostSquares) {
  static final Sums ZERO = new Sums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /**
   * Whether only posts are counted, or what became of them too. As doubles, which add up faster
   * than PostgreSQL's sums of bigint and are exact for whole numbers up to 2^53.
   */
  enum Need {
    COUNTS(""),
    ALL(
        """
        , sum(likes::double precision) as likes, sum(reposts::double precision) as reposts,
        sum(replies::double precision) as replies, sum(quotes::double precision) as quotes,
        sum(repost_known::int) as repost_known, sum(repost_sum::double precision) as repost_sum,
        sum(repost_squares::double precision) as repost_squares
        """);

    final String columns;

    Need(String columns) {
      this.columns = columns;
    }
  }

  static Sums read(ResultSet row, Need need) throws SQLException {
    boolean all = need == Need.ALL;
    return new Sums(
        row.getLong("originals"),
        row.getLong("replies_made"),
        row.getLong("reposts_made"),
        row.getLong("quotes_made"),
        all ? row.getLong("likes") : 0,
        all ? row.getLong("reposts") : 0,
        all ? row.getLong("replies") : 0,
        all ? row.getLong("quotes") : 0,
        all ? row.getLong("repost_known") : 0,
        all ? row.getDouble("repost_sum") : 0,
        all ? row.getDouble("repost_squares") : 0);
  }

  Sums plus(Sums o) {
    return new Sums(
        originals + o.originals,
        repliesMade + o.repliesMade,
        repostsMade + o.repostsMade,
        quotesMade + o.quotesMade,
        likes + o.likes,
        reposts + o.reposts,
        replies + o.replies,
        quotes + o.quotes,
        repostKnown + o.repostKnown,
        repostSum + o.repostSum,
        repostSquares + o.repostSquares);
  }

  /** Posts in own words. */
  long posts() {
    return originals + repliesMade + quotesMade;
  }

  long engagement() {
    return likes + reposts + replies + quotes;
  }
}
