package org.chancery.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SourcesCommandsTest {
  private static final String FEED =
      "<rss version=\"2.0\"><channel><title>t</title><item><title>One</title></item></channel></rss>";

  private static final String SHIPPED = "chancery.registry";

  @TempDir private Path data = Path.of("");
  private final @Nullable String before = System.getProperty(SHIPPED);

  @BeforeEach
  void shippedRegistry() {
    System.setProperty(SHIPPED, Path.of("../registry").toAbsolutePath().toString());
  }

  @AfterEach
  void asBefore() {
    if (before == null) {
      System.clearProperty(SHIPPED);
    } else {
      System.setProperty(SHIPPED, before);
    }
  }

  private record Ran(int code, String out, String err) {}

  private Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Chancery.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of("sources"));
    all.addAll(Arrays.asList(arguments));
    all.addAll(List.of("--data", data.toString()));
    int code = line.execute(all.toArray(String[]::new));
    return new Ran(code, out.toString(), err.toString());
  }

  private void settings(String yaml) throws IOException {
    Files.writeString(data.resolve("sources.yaml"), yaml);
  }

  private Path opml(String... feeds) throws IOException {
    StringBuilder opml = new StringBuilder("<opml version=\"2.0\"><body>");
    for (String feed : feeds) {
      opml.append("<outline text=\"A &amp; B\" xmlUrl=\"%s\"/>".formatted(feed));
    }
    return Files.writeString(data.resolve("given.opml"), opml + "</body></opml>");
  }

  @Test
  void what_is_wrong_in_the_file_is_told_with_its_line() throws IOException {
    settings("contact: press@example.org\nfeed:\n  listed: true\n");
    Ran ran = run("list");
    assertThat(ran.code).isEqualTo(Chancery.WRONG_USAGE);
    assertThat(ran.err).contains("sources.yaml:", "\"feed\" is no key", "Did you mean \"feeds\"?");
    assertThat(run("list", "--sources", data.resolve("none.yaml").toString()).code)
        .isEqualTo(Chancery.WRONG_USAGE);
  }

  @Test
  void list_counts_listed_accounts() throws IOException {
    assertThat(run("list").out).contains("no source is set");
    settings("contact: press@example.org\nfeeds:\n  listed: true\n");
    Ran ran = run("list");
    assertThat(ran.code).isEqualTo(Chancery.DONE);
    assertThat(ran.out)
        .contains("feeds of the registry")
        .containsPattern("feeds +[1-9][0-9]* listed");
    settings("feeds:\n  listed: true\n");
    assertThat(run("list").out).contains("give --contact");
    assertThat(run("check").code).isEqualTo(Chancery.WRONG_USAGE);
  }

  @Test
  void lists_of_feeds_go_in_and_out() throws IOException {
    String unlisted = "https://nobody.example/feed?a=1&amp;b=2";
    Path given = opml(unlisted, "https://www.38north.org/feed/", unlisted);
    Ran first = run("import", given.toString());
    assertThat(first.code).isEqualTo(Chancery.DONE);
    assertThat(first.out).contains("1 feed added", "1 feed in the registry already");
    assertThat(run("import", given.toString()).out).contains("0 feeds added");
    Ran out = run("export");
    assertThat(out.out)
        .contains("https://nobody.example/feed?a=1&amp;b=2", "https://www.38north.org/feed/");
  }

  @Test
  void a_list_keeps_its_titles_and_may_be_named_before_it_is_there() throws IOException {
    settings("feeds:\n  opml: [feeds.opml]\n");
    assertThat(run("list").err).contains("feeds.opml is not there", "chancery sources import");
    Path given = opml("https://nobody.example/feed");
    assertThat(run("import", given.toString()).code).isEqualTo(Chancery.DONE);
    assertThat(run("export").out).contains("A &amp; B", "https://nobody.example/feed");
  }

  @Test
  void a_list_brings_no_private_address_unless_it_is_permitted() throws IOException {
    String[] feeds = {
      "http://127.0.0.1:8081/feed", "http://127.0.0.1:8082/feed", "http://192.168.1.1/feed"
    };
    settings("permit: [\"127.0.0.1:8081\"]\nfeeds:\n  opml: [feeds.opml]\n");
    Ran ran = run("import", opml(feeds).toString());
    assertThat(ran.code).isEqualTo(Chancery.WITH_REJECTS);
    assertThat(ran.out)
        .contains(
            "1 feed added",
            "2 feeds left out, not on the public internet",
            feeds[1] + ": loopback",
            feeds[2] + ": ");
    assertThat(run("export").out).contains(feeds[0]).doesNotContain(feeds[1], feeds[2]);
  }

  @Test
  void offline_every_source_is_told_as_not_asked() throws IOException {
    settings("mastodon:\n  listed: true\ntelegram:\n  listed: true\nfeeds:\n  listed: true\n");
    for (String command : List.of("list", "check")) {
      assertThat(run(command, "--offline").out)
          .as(command)
          .containsPattern("mastodon.* not asked: offline|mastodon +not asked: offline")
          .containsPattern("feeds.*not asked: offline");
    }
  }

  @Test
  void check_tries_each_and_says_what_is_wrong() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body =
                (path.equals("/good") ? FEED : "<html>no").getBytes(StandardCharsets.UTF_8);
            int status = path.equals("/robots.txt") ? 404 : path.equals("/gone") ? 410 : 200;
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    try {
      String home = "127.0.0.1:" + server.getAddress().getPort();
      opml(
          "http://%s/good".formatted(home),
          "http://%s/page".formatted(home),
          "http://%s/gone".formatted(home),
          "https://beyond.example/feed");
      settings(
          "permit: [\"%1$s\"]\nfeeds:\n  opml: given.opml\n  websub:\n    callback: http://%1$s/here\n"
              .formatted(home));
      Ran ran = run("check", "--offline");
      assertThat(ran.code).isEqualTo(Chancery.WITH_REJECTS);
      assertThat(ran.out)
          .contains(
              "ok   feeds http://%s/good: rss_2.0, 1 entries".formatted(home),
              "FAIL feeds http://%s/page: no feed".formatted(home),
              "FAIL feeds http://%s/gone: the server says that it is gone for good".formatted(home),
              "FAIL feeds 1 feed: not asked: offline",
              "FAIL feeds callback http://%s/here: answers 200, but not as our door does"
                  .formatted(home),
              "1 of 5 sources answer");
    } finally {
      server.stop(0);
    }
  }
}
