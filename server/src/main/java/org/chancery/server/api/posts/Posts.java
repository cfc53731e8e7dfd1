package org.chancery.server.api.posts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.chancery.core.decode.Words;
import org.chancery.core.time.Window;
import org.chancery.ingest.store.SearchText;
import org.chancery.server.api.answer.Rows;
import org.chancery.server.api.listing.Listing;
import org.chancery.server.api.query.Asked;
import org.chancery.server.api.query.Parameter;
import org.chancery.server.api.query.Parameters;
import org.chancery.server.api.query.Party;
import org.chancery.server.api.query.Problem;
import org.chancery.server.api.query.Selection;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Relations;
import org.chancery.server.api.sql.Sql;
import org.jspecify.annotations.Nullable;

/** {@code /posts}, {@code /posts/{id}} and {@code /dialogue}. Thread-safe. */
public final class Posts {
  public static final List<Parameter<?>> PARAMETERS =
      List.of(
          Parameters.Q,
          Parameters.TO,
          Parameters.TAG,
          Parameters.TYPE,
          Parameters.T,
          Parameters.C,
          Parameters.ACTOR,
          Parameters.KIND,
          Parameters.NETWORK,
          Parameters.LANG_GIVEN,
          Parameters.LIMIT,
          Parameters.NEXT);

  public static final List<Parameter<?>> DIALOGUE_PARAMETERS =
      List.of(
          Parameters.A,
          Parameters.B,
          Parameters.T,
          Parameters.NETWORK,
          Parameters.LIMIT,
          Parameters.NEXT);

  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  private final Search.Walk walk;

  public Posts() {
    this(Search.Walk.USUAL);
  }

  private Posts(Search.Walk walk) {
    this.walk = walk;
  }

  /** The same for tests: asks the text index after so many posts. */
  public static Posts walking(int posts) {
    return new Posts(new Search.Walk(1, posts, posts));
  }

  /** Newest first. */
  public Rows<Post> answer(Asked asked, Reading store) {
    Selection selection = Selection.of(asked);
    int limit = asked.get(Parameters.LIMIT);
    Listing listing = asked.context().listing();
    Search search =
        new Search(
            store,
            new Parties(listing),
            selection,
            asked.list(Parameters.TYPE),
            asked.find(Parameters.TO),
            words(asked),
            Found.of(asked.find(Parameters.NEXT)),
            walk);
    List<Found> found = search.newest(limit + 1);
    String next = found.size() > limit ? found.get(limit - 1).token() : null;
    List<Found> page = found.subList(0, Math.min(limit, found.size()));
    return Rows.of(selection, new PostReader(store, listing).read(page), next);
  }

  /** The newest posts of all, for the live page. */
  public static List<Post> newest(int limit, Window window, Listing listing, Reading store) {
    Selection all = new Selection(window, List.of(), List.of(), List.of(), null);
    Search search =
        new Search(
            store, new Parties(listing), all, List.of(), null, null, null, Search.Walk.USUAL);
    return new PostReader(store, listing).read(search.newest(limit));
  }

  private static @Nullable String words(Asked asked) {
    String q = asked.find(Parameters.Q);
    String tag = asked.find(Parameters.TAG);
    String words = null;
    if (q != null) {
      words =
          Words.tsquery(q)
              .orElseThrow(
                  () ->
                      new Problem(
                          400,
                          "QUERY_UNSEARCHABLE",
                          "q holds no word that can be searched (only signs, or only words that must be absent); got "
                              + Problem.shown(q),
                          "q"));
    }
    if (tag != null) {
      words =
          words == null ? SearchText.tag(tag) : "(%s) & %s".formatted(words, SearchText.tag(tag));
    }
    return words;
  }

  /** One post by its id. */
  public Rows<Post> one(Asked asked, Reading store) {
    String id = asked.path("id");
    if (!ID.matcher(id).matches()) {
      throw unknown(id);
    }
    UUID key =
        new UUID(
            Long.parseUnsignedLong(id.substring(0, 16), 16),
            Long.parseUnsignedLong(id.substring(16), 16));
    List<Found> found =
        store.list(
            Sql.of("select post_key, created from post_identity where post_key = {}", key),
            Found::read);
    List<Post> posts = new PostReader(store, asked.context().listing()).read(found);
    if (posts.isEmpty()) {
      throw unknown(id);
    }
    return Rows.of(null, posts, null);
  }

  private static Problem unknown(String id) {
    return new Problem(
        404,
        "POST_UNKNOWN",
        "no post %s is shown here; ids have 32 hexadecimal digits, and a post that was taken back is shown no more"
            .formatted(Problem.shown(id)),
        null);
  }

  private static final String EXCHANGED =
      """
      select created, post_key, min(direction) as direction from (
        (select distinct created, post_key, 'a>b' as direction from interactions where {}
         order by created, post_key limit {})
        union all
        (select distinct created, post_key, 'b>a' as direction from interactions where {}
         order by created, post_key limit {})) x
      group by created, post_key order by created, post_key limit {}
      """;

  private record Said(Found found, String direction) {}

  /** Posts exchanged by two sides, oldest first. */
  public Rows<Post> dialogue(Asked asked, Reading store) {
    Party a = asked.get(Parameters.A);
    Party b = asked.get(Parameters.B);
    if (a.equals(b)) {
      throw Problem.bad("b", "a dialogue has two sides; a and b are the same");
    }
    Selection selection = Selection.of(asked);
    int limit = asked.get(Parameters.LIMIT);
    Parties parties = new Parties(asked.context().listing());
    Found after = Found.of(asked.find(Parameters.NEXT));
    List<Said> said =
        store.list(
            Sql.of(
                EXCHANGED,
                toward(parties, a, b, selection, after),
                limit + 1,
                toward(parties, b, a, selection, after),
                limit + 1,
                limit + 1),
            row -> new Said(Found.read(row), row.getString("direction")));
    String next = said.size() > limit ? said.get(limit - 1).found.token() : null;
    List<Said> page = said.subList(0, Math.min(limit, said.size()));
    List<Post> posts =
        new PostReader(store, asked.context().listing())
            .read(page.stream().map(Said::found).toList());
    return Rows.of(selection, directed(posts, page), next);
  }

  private static List<Post> directed(List<Post> posts, List<Said> said) {
    List<Post> directed = new ArrayList<>(posts.size());
    for (Post post : posts) {
      said.stream()
          .filter(s -> PostReader.id(s.found.key()).equals(post.id()))
          .findFirst()
          .ifPresent(s -> directed.add(post.spoken(s.direction)));
    }
    return directed;
  }

  private static Sql toward(
      Parties parties, Party from, Party to, Selection selection, @Nullable Found after) {
    Instant first = selection.window().from();
    return Sql.all(
        List.of(
            Relations.moments(
                "created",
                after != null && after.created().isAfter(first)
                    ? new Window(after.created(), latest(selection, after))
                    : selection.window()),
            after == null
                ? Sql.NOTHING
                : Sql.of("(created, post_key) > ({}, {})", after.created(), after.key()),
            parties.from(from),
            parties.toward(to, from.countryCode() != null),
            selection.networks().isEmpty()
                ? Sql.NOTHING
                : Sql.of("network = any({})", selection.networks()),
            Parties.SHOWN));
  }

  private static Instant latest(Selection selection, Found after) {
    Instant to = selection.window().to();
    return after.created().isBefore(to) ? to : after.created().plusNanos(1_000);
  }
}
