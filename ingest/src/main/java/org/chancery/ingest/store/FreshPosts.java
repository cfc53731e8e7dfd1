package org.chancery.ingest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.chancery.core.event.Engagement;

/**
 * The short way of a bulk load: posts that were never seen are copied straight into their tables
 * instead of being staged and merged, which costs twice as much. What they add to the rollups goes
 * into the same delta tables. Runs before the writer's lock is taken, so that two loads copy at the
 * same time; all of it is part of the transaction and unseen until that ends.
 *
 * <p>Left to the long way is a post that is known already, or whose engagement is counted from the
 * stream, since reactions to it may have come first.
 */
final class FreshPosts {
  /** As the index of keys has them. */
  private static final Comparator<Observed> IN_INDEX =
      (a, b) -> {
        UUID one = key(a);
        UUID other = key(b);
        int high =
            Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0
            ? high
            : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
      };

  private static final String KNOWN = "23505"; // unique_violation
  private static final int PROBES = 32;

  private FreshPosts() {}

  private static UUID key(Observed post) {
    return post.best().row().key();
  }

  /**
   * Copies what is fresh.
   *
   * @param unsettled what is added up later, so that what changes there need not be told
   * @return keys of the posts that are in; {@code fresh} holds the same ones
   */
  static Set<UUID> copy(Connection connection, Batch batch, Set<Unsettled.Part> unsettled)
      throws SQLException {
    List<Observed> candidates =
        batch.posts.values().stream().filter(post -> !post.counted()).toList();
    if (candidates.isEmpty()) {
      return Set.of();
    }
    Set<UUID> known = identify(connection, candidates);
    CopyRows posts = new CopyRows(connection, "posts", Staging.POST);
    CopyRows interactions = new CopyRows(connection, "interactions", WriteSql.INTERACTION_COLUMNS);
    CopyRows responses = new CopyRows(connection, "response", RESPONSES);
    CopyRows postsChanged = new CopyRows(connection, "delta_posts", WriteSql.POST_DELTA);
    CopyRows interactionsChanged =
        new CopyRows(connection, "delta_interactions", WriteSql.INTERACTION_DELTA);
    Set<UUID> fresh = HashSet.newHashSet(candidates.size());
    Months months = new Months();
    for (Observed post : candidates) {
      UUID key = key(post);
      if (known.contains(key)) {
        continue;
      }
      fresh.add(key);
      YearMonth month = months.month(post.filed().created());
      Staging.post(post, posts, tags -> tags);
      if (post.filed().account() != null) {
        response(post, responses);
        if (!unsettled.contains(new Unsettled.Part(month, Rollups.Source.POSTS))) {
          change(post, postsChanged);
        }
      }
      boolean told = !unsettled.contains(new Unsettled.Part(month, Rollups.Source.INTERACTIONS));
      for (Change.Interaction to : post.best().interactions()) {
        interaction(post, to, interactions);
        if (told) {
          interactionChange(post, to, interactionsChanged);
        }
      }
    }
    posts.send();
    interactions.send();
    responses.send();
    postsChanged.send();
    interactionsChanged.send();
    return fresh;
  }

  /** Enters the identities that are new; gives the keys of the others. */
  private static Set<UUID> identify(Connection connection, List<Observed> candidates)
      throws SQLException {
    List<Observed> inOrder = candidates.stream().sorted(IN_INDEX).toList();
    if (seemNew(connection, inOrder) && enter(connection, inOrder)) {
      rows(connection, "fresh", inOrder);
      return Set.of();
    }
    rows(connection, "fresh_key", inOrder);
    Set<UUID> known = new HashSet<>();
    try (Statement sql = connection.createStatement()) {
      int fresh =
          sql.executeUpdate(
              """
              with new as (
                insert into post_identity (post_key, created) select post_key, created from fresh_key
                on conflict do nothing returning post_key, created
              ) insert into fresh select post_key, created from new
              """);
      if (fresh < candidates.size()) {
        try (ResultSet row =
            sql.executeQuery(
                "select post_key from fresh_key k where not exists (select from fresh f where f.post_key = k.post_key)")) {
          while (row.next()) {
            known.add(row.getObject(1, UUID.class));
          }
        }
      }
    }
    return known;
  }

  /** Whether none of some that are spread over all is known. */
  private static boolean seemNew(Connection connection, List<Observed> posts) throws SQLException {
    int step = Math.max(1, posts.size() / PROBES);
    UUID[] some =
        IntStream.iterate(0, i -> i < posts.size(), i -> i + step)
            .mapToObj(i -> key(posts.get(i)))
            .toArray(UUID[]::new);
    try (PreparedStatement sql =
        connection.prepareStatement(
            "select not exists (select from post_identity where post_key = any(?))")) {
      sql.setArray(1, connection.createArrayOf("uuid", some));
      try (ResultSet row = sql.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** Copies the identities, which takes half the time of asking for each; false if one is known. */
  private static boolean enter(Connection connection, List<Observed> posts) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      rows(connection, "post_identity", posts);
      connection.releaseSavepoint(before);
      return true;
    } catch (SQLException e) {
      if (!KNOWN.equals(e.getSQLState())) {
        throw e;
      }
      connection.rollback(before);
      connection.releaseSavepoint(before);
      return false;
    }
  }

  private static void rows(Connection connection, String table, List<Observed> posts)
      throws SQLException {
    CopyRows rows = new CopyRows(connection, table, "post_key, created");
    for (Observed post : posts) {
      rows.add(key(post), post.filed().created());
    }
    rows.send();
  }

  private static void interaction(Observed post, Change.Interaction to, CopyRows rows)
      throws SQLException {
    PostRow filed = post.filed();
    rows.add(
        filed.created(),
        filed.key(),
        post.best().row().network().ordinal(),
        to.kind().ordinal(),
        filed.account(),
        filed.actor(),
        filed.country(),
        to.toKey(),
        to.toAccount(),
        to.toActor(),
        to.toCountry());
  }

  private static final String RESPONSES =
      "reply_key, post_key, account_id, actor_id, country, network, replied";

  private static void response(Observed post, CopyRows rows) throws SQLException {
    PostRow filed = post.filed();
    PostRow row = post.best().row();
    if (row.reply() != null) {
      rows.add(
          row.key(),
          row.reply(),
          filed.account(),
          filed.actor(),
          filed.country(),
          row.network().ordinal(),
          filed.created());
    }
  }

  private static void change(Observed post, CopyRows rows) throws SQLException {
    PostRow filed = post.filed();
    PostRow row = post.best().row();
    Engagement e = Staging.engagement(post);
    rows.add(
        1,
        row.key(),
        filed.created(),
        row.network().ordinal(),
        row.kind().ordinal(),
        filed.account(),
        filed.actor(),
        filed.country(),
        row.lang(),
        row.hashtags(),
        post.followers(),
        e.likes(),
        e.reposts(),
        e.replies(),
        e.quotes());
  }

  private static void interactionChange(Observed post, Change.Interaction to, CopyRows rows)
      throws SQLException {
    PostRow filed = post.filed();
    rows.add(
        1,
        filed.created(),
        filed.key(),
        post.best().row().network().ordinal(),
        to.kind().ordinal(),
        filed.account(),
        filed.actor(),
        filed.country(),
        to.toAccount(),
        to.toActor(),
        to.toCountry());
  }
}
