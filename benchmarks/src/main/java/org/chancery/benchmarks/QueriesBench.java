package org.chancery.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chancery.server.hub.Surroundings;
import org.chancery.server.hub.WebServer;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The pages' questions over millions of posts, by the API, beside the same SQL over raw posts. */
@Command(
    name = "queries",
    mixinStandardHelpOptions = true,
    description = "Fills a folder once, then asks the API what the pages ask; raw SQL beside.")
final class QueriesBench implements Callable<Integer> {
  private static final Instant FROM = Instant.parse("2026-08-03T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-10-31T23:00:00Z");

  @Option(names = "--posts", description = "Posts (default: 20000000).")
  private long posts = 20_000_000;

  @Option(
      names = "--folder",
      description = "Where the store is kept (default: target/bench-queries).")
  private Path folder = Path.of("target", "bench-queries");

  @Option(names = "--times", description = "How often each question is asked (default: 30).")
  private int times = 30;

  @Option(
      names = "--warm",
      description =
          "How often each is asked before, of another selection, as a hub that runs was (default: 20).")
  private int warm = 20;

  @Option(names = "--seed", description = "Seed (default: 1).")
  private long seed = 1;

  @Option(
      names = "--at",
      description =
          "The hub's clock, at which windows end: at 12:00 UTC most is read raw (default: the last post).")
  private Instant at = TO;

  @Option(names = "--fill-only", description = "Only fill.")
  private boolean fillOnly;

  @Option(
      names = "--serve",
      description = "Tell the address and serve the pages until standard input ends.")
  private boolean serve;

  private record Question(String name, IntFunction<String> path, String rawSql) {}

  @Override
  public Integer call() throws Exception {
    try (BenchStore store = BenchStore.open(folder, seed)) {
      Path mark = folder.resolve("filled-" + posts + "-" + seed);
      if (!Files.exists(mark)) {
        refuseOther(mark);
        System.out.printf("filling %,d posts%n", posts);
        new PostFill(store.store().dataSource(), posts, FROM, TO, seed).fill();
        Files.createFile(mark);
      }
      if (!fillOnly) {
        ask(store);
      }
    }
    return 0;
  }

  /** To fill a store anew would take away its indexes before it fails. */
  private void refuseOther(Path mark) throws IOException {
    try (Stream<Path> marks = Files.list(folder)) {
      Optional<Path> other =
          marks.filter(file -> file.getFileName().toString().startsWith("filled-")).findFirst();
      if (other.isPresent()) {
        throw new IllegalArgumentException(
            "%s holds %s, asked for was %s: give its --posts and --seed, or another --folder"
                .formatted(folder, other.get().getFileName(), mark.getFileName()));
      }
    }
  }

  private void ask(BenchStore store) throws Exception {
    Surroundings surroundings =
        new Surroundings(
            store.store().dataSource(),
            store::directory,
            store.board(),
            InstantSource.fixed(at),
            true,
            1,
            new Surroundings.Build("bench", "bench", "bench"));
    try (ConfigurableApplicationContext web = WebServer.start(surroundings, "127.0.0.1", 0);
        HttpClient client = HttpClient.newHttpClient()) {
      String address = "http://127.0.0.1:" + WebServer.port(web);
      if (serve) {
        System.out.println("READY " + address);
        System.in.transferTo(OutputStream.nullOutputStream());
        return;
      }
      String base = address + "/api/v1";
      for (Question question : questions(store)) {
        tell(question, base, client, store);
      }
    }
  }

  private List<Question> questions(BenchStore store) throws Exception {
    Random random = new Random(seed);
    List<String> keys = keys(store);
    return List.of(
        new Question(
            "hourly series of a country, 30 days",
            i -> "/series?m=posts&step=hour&t=30d&c=" + Universe.country(i),
            "select date_trunc('hour', created), count(*) from posts where country = 'AKX' and kind <> 2 and deleted is null and created >= '2026-10-02' group by 1"),
        new Question(
            "top tags of a week for 50 actors",
            i -> "/hashtags?t=7d&actor=" + actors(random),
            "select tag, count(*) from posts, unnest(hashtags) tag where actor_id between 100 and 149 and kind <> 2 and created >= '2026-10-25' group by 1 order by 2 desc limit 50"),
        new Question(
            "country matrix, 30 days",
            i ->
                "/matrix?how=%s&t=%dd"
                    .formatted(
                        List.of("mention", "reply", "repost", "quote", "all").get(i % 5),
                        30 - i / 5 % 4),
            "select from_country, to_country, count(distinct post_key) from interactions where created >= '2026-10-02' group by 1, 2"),
        new Question(
            "two rare words, newest 20",
            i ->
                "/posts?limit=20&q=%s+%s"
                    .formatted(PostFill.word(9_000 + i), PostFill.word(9_500 + i)),
            "select * from posts where text like '%%"
                + PostFill.word(9_000)
                + "%%' and text like '%%"
                + PostFill.word(9_500)
                + "%%' order by created desc limit 20"),
        new Question(
            "one frequent word, newest 20",
            i -> "/posts?limit=20&q=" + PostFill.word(1 + i % 5),
            "select * from posts where text like '%%"
                + PostFill.word(1)
                + " %%' order by created desc limit 20"),
        new Question(
            "ranking of 5 000 actors by four measures, 30 days",
            i ->
                "/rankings?of=actors&limit=500&t=%dd&m=%s"
                    .formatted(
                        30 - i / 4 % 5,
                        List.of("posts", "effectiveness", "engagement", "conversational")
                            .get(i % 4)),
            "select actor_id, count(*), avg(reposts) filter (where kind = 0), sum(likes + reposts + replies + quotes), avg((kind = 1)::int) filter (where kind <> 2) from posts where created >= '2026-10-02' group by 1"),
        new Question(
            "dialogue of two countries, 30 days",
            i ->
                "/dialogue?t=30d&a=%s&b=%s".formatted(Universe.country(i), Universe.country(i + 7)),
            "select * from posts p join interactions x on x.created = p.created and x.post_key = p.post_key where ((x.from_country = 'AAX' and x.to_country = 'AHX') or (x.from_country = 'AHX' and x.to_country = 'AAX')) and p.created >= '2026-10-02' order by p.created limit 50"),
        new Question(
            "a post's page",
            i -> "/posts/" + keys.get(i % keys.size()),
            "select * from posts where post_key = '" + keys.getFirst() + "'"));
  }

  private static String actors(Random random) {
    return IntStream.range(0, 50)
        .mapToObj(i -> "actor-" + random.nextInt(Universe.LISTED))
        .distinct()
        .collect(Collectors.joining(","));
  }

  private static List<String> keys(BenchStore store) throws Exception {
    List<String> keys = new ArrayList<>();
    try (Connection connection = store.store().dataSource().getConnection();
        Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "select replace(post_key::text, '-', '') from post_identity tablesample system (0.01) limit 100")) {
      while (row.next()) {
        keys.add(row.getString(1));
      }
    }
    return keys;
  }

  private void tell(Question question, String base, HttpClient client, BenchStore store)
      throws Exception {
    double first = ask(client, base + question.path().apply(0));
    for (int i = 1; i <= warm; i++) {
      ask(client, base + elsewhere(question.path().apply(i)));
    }
    List<Double> millis = new ArrayList<>();
    for (int i = 1; i <= times; i++) {
      millis.add(ask(client, base + question.path().apply(i)));
    }
    millis.sort(null);
    double median = millis.get(millis.size() / 2);
    double raw = raw(question.rawSql(), store);
    System.out.printf(
        "%-52s first %6.0f ms, median %6.1f ms, most %6.1f ms; raw SQL %8.0f ms; ratio %.3f%n",
        question.name(), first, median, millis.getLast(), raw, median / raw);
  }

  /** The same question with another answer: no answer that is measured is kept already. */
  private static String elsewhere(String path) {
    return path.contains("?") ? path + "&network=" + PostFill.NETWORK.slug() : path;
  }

  /** Milliseconds to the whole answer. */
  private static double ask(HttpClient client, String address) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    long began = System.nanoTime();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    double took = (System.nanoTime() - began) / 1e6;
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(address + ": " + answer.body());
    }
    return took;
  }

  private static double raw(String query, BenchStore store) throws Exception {
    try (Connection connection = store.store().dataSource().getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute("set statement_timeout = '300s'");
      sql.executeQuery(query.replace("%%", "%")).close();
      long began = System.nanoTime();
      sql.executeQuery(query.replace("%%", "%")).close();
      return (System.nanoTime() - began) / 1e6;
    }
  }
}
