package org.chancery.ingest.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.chancery.core.event.AccountRef;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Attribution;
import org.chancery.core.registry.Registry;
import org.chancery.core.registry.Tenure;
import org.jspecify.annotations.Nullable;

/**
 * A correction of the registry reaches stored posts: each is attributed anew as of its time, and
 * the rollups are made again.
 */
public final class Reattribution {
  private static final String TABLE =
      """
      create temp table attributed (account_key uuid, from_at timestamptz, to_at timestamptz,
        account_id int, actor_id int, country text) on commit drop
      """;
  private static final String OF_POST =
      "a.account_key = p.author_key and p.created >= a.from_at and p.created < a.to_at";
  private static final List<String> STEPS =
      List.of(
          "create index on attributed (account_key)",
          "analyze attributed",
          """
          update posts p set account_id = a.account_id, actor_id = a.actor_id, country = a.country, unlisted = null from attributed a
          where %s and (p.account_id, p.actor_id, p.country) is distinct from (a.account_id, a.actor_id, a.country)
          """
              .formatted(OF_POST),
          """
          update posts p set account_id = null, actor_id = null, country = null, unlisted = now()
          where p.account_id is not null and not exists (select from attributed a where %s)
          """
              .formatted(OF_POST),
          """
          update interactions x set from_account = p.account_id, from_actor = p.actor_id, from_country = p.country from posts p
          where p.created = x.created and p.post_key = x.post_key
            and (x.from_account, x.from_actor, x.from_country) is distinct from (p.account_id, p.actor_id, p.country)
          """,
          """
          update interactions x set to_account = a.account_id, to_actor = a.actor_id, to_country = a.country from attributed a
          where a.account_key = x.to_key and x.created >= a.from_at and x.created < a.to_at
            and (x.to_account, x.to_actor, x.to_country) is distinct from (a.account_id, a.actor_id, a.country)
          """,
          """
          update interactions x set to_account = null, to_actor = null, to_country = null
          where x.to_account is not null and not exists (
            select from attributed a where a.account_key = x.to_key and x.created >= a.from_at and x.created < a.to_at)
          """,
          "delete from response",
          "insert into response (reply_key, post_key, account_id, actor_id, country, network, replied, seconds) "
              + WriteSql.ALL_RESPONSES);

  private Reattribution() {}

  /**
   * Attributes all posts anew if the registry is not the one they were attributed with.
   *
   * @return whether anything had to be done
   */
  public static boolean applyIfChanged(
      DataSource store, Registry registry, RegistryIds ids, Pseudonyms pseudonyms)
      throws SQLException {
    String fingerprint = fingerprint(registry);
    boolean anyPosts;
    try (Connection connection = store.getConnection();
        Statement sql = connection.createStatement()) {
      String known = known(sql);
      if (fingerprint.equals(known)) {
        return false;
      }
      anyPosts = anyPosts(sql);
      connection.setAutoCommit(false);
      PostStore.lockForWriting(connection);
      if (anyPosts) {
        sql.execute(TABLE);
        fill(connection, registry, ids, pseudonyms);
        for (String step : STEPS) {
          sql.execute(step);
        }
      }
      connection.commit();
    }
    if (anyPosts) {
      Rollups.rebuild(store);
    }
    remember(store, fingerprint); // last, so that a kill before it does all again
    return anyPosts;
  }

  private static @Nullable String known(Statement sql) throws SQLException {
    try (ResultSet row = sql.executeQuery("select fingerprint from registry_state")) {
      return row.next() ? row.getString(1) : null;
    }
  }

  private static boolean anyPosts(Statement sql) throws SQLException {
    try (ResultSet row = sql.executeQuery("select exists (select from post_identity)")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static void remember(DataSource store, String fingerprint) throws SQLException {
    try (Connection connection = store.getConnection();
        PreparedStatement sql =
            connection.prepareStatement(
                """
            insert into registry_state (fingerprint, applied) values (?, now())
            on conflict (only_row) do update set fingerprint = excluded.fingerprint, applied = excluded.applied
            """)) {
      sql.setString(1, fingerprint);
      sql.execute();
    }
  }

  private static void fill(
      Connection connection, Registry registry, RegistryIds ids, Pseudonyms pseudonyms)
      throws SQLException {
    CopyRows rows =
        new CopyRows(
            connection, "attributed", "account_key, from_at, to_at, account_id, actor_id, country");
    for (AccountRow row : registry.accounts()) {
      List<@Nullable Instant> cuts = cuts(registry, row);
      for (int i = 0; i + 1 < cuts.size(); i++) {
        Instant from = cuts.get(i);
        Instant to = cuts.get(i + 1);
        Instant within = from != null ? from : to != null ? to.minusSeconds(1) : Instant.EPOCH;
        Attribution a = registry.attribute(row.ref(), within).orElse(null);
        if (a == null || a.account() != row) {
          continue;
        }
        for (AccountRef key : row.refs()) {
          rows.add(
              pseudonyms.ofAccount(key),
              from == null ? Instant.MIN : from,
              to == null ? Instant.MAX : to,
              ids.account(row),
              ids.actor(row.actor()),
              a.country() == null ? "" : a.country());
        }
      }
    }
    rows.send();
  }

  /** The ends of the row and every change of office within; null for no end. */
  private static List<@Nullable Instant> cuts(Registry registry, AccountRow row) {
    TreeSet<Instant> inner = new TreeSet<>();
    for (Tenure tenure : registry.tenuresOf(row.actor())) {
      add(inner, tenure.since(), row);
      add(inner, tenure.to(), row);
    }
    List<@Nullable Instant> cuts = new ArrayList<>();
    cuts.add(row.from());
    cuts.addAll(inner);
    cuts.add(row.to());
    return cuts;
  }

  private static void add(TreeSet<Instant> inner, @Nullable Instant at, AccountRow row) {
    boolean afterBegin = at != null && (row.from() == null || at.isAfter(row.from()));
    if (at != null && afterBegin && (row.to() == null || at.isBefore(row.to()))) {
      inner.add(at);
    }
  }

  private static String fingerprint(Registry registry) {
    TreeSet<String> facts = new TreeSet<>();
    registry
        .accounts()
        .forEach(
            a ->
                facts.add(
                    "a|%s|%s|%s|%s|%s|%s"
                        .formatted(
                            a.actor(), a.network(), a.handle(), a.nativeId(), a.from(), a.to())));
    registry
        .tenures()
        .forEach(
            t -> facts.add("t|%s|%s|%s|%s".formatted(t.person(), t.office(), t.since(), t.to())));
    registry
        .actors()
        .forEach(a -> facts.add("n|%s|%s|%s".formatted(a.id(), a.kind(), a.country())));
    try {
      MessageDigest sum = MessageDigest.getInstance("SHA-256");
      facts.forEach(fact -> sum.update((fact + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(sum.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
