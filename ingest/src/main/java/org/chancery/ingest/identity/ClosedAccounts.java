package org.chancery.ingest.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.chancery.core.event.Network;

/** Listed accounts that a stream told to be closed, and what their servers say. Thread-safe. */
public final class ClosedAccounts {
  /**
   * A listed account in another state than active.
   *
   * @param at when that state was heard
   */
  public record Closed(int account, String nativeId, Instant at) {}

  private static final String DUE =
      """
      select a.account_id, a.native_id, a.state_at
      from account a left join account_verdict v on v.account_id = a.account_id and v.about = a.state_at
      where a.state <> 'ACTIVE' and a.network = ? and a.native_id is not null and a.state_at is not null
        and (v.verdict_at is null or v.verdict_at < ?)
      order by v.verdict_at nulls first, a.account_id limit ?
      """;
  private static final String JUDGE =
      """
      insert into account_verdict (account_id, about, verdict, verdict_at) values (?, ?, ?, ?)
      on conflict (account_id) do update set about = excluded.about, verdict = excluded.verdict,
        verdict_at = excluded.verdict_at
      """;

  private final DataSource store;

  public ClosedAccounts(DataSource store) {
    this.store = store;
  }

  /** Those whose servers were not asked about this state since a moment, never asked ones first. */
  public List<Closed> due(Network network, Instant since, int most) throws SQLException {
    List<Closed> found = new ArrayList<>();
    try (Connection connection = store.getConnection();
        PreparedStatement sql = connection.prepareStatement(DUE)) {
      sql.setShort(1, (short) network.ordinal());
      sql.setTimestamp(2, Timestamp.from(since));
      sql.setInt(3, most);
      try (ResultSet row = sql.executeQuery()) {
        while (row.next()) {
          found.add(new Closed(row.getInt(1), row.getString(2), row.getTimestamp(3).toInstant()));
        }
      }
    }
    return found;
  }

  /** Keeps what was answered. */
  public void judge(Closed account, Verdict verdict, Instant at) throws SQLException {
    try (Connection connection = store.getConnection();
        PreparedStatement sql = connection.prepareStatement(JUDGE)) {
      sql.setInt(1, account.account());
      sql.setTimestamp(2, Timestamp.from(account.at()));
      sql.setString(3, verdict.slug());
      sql.setTimestamp(4, Timestamp.from(at));
      sql.executeUpdate();
    }
  }
}
