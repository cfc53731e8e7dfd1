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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Each command of the registry as a contributor runs it: exit code and words. */
class RegistryCommandsTest {
  private static final String SHIPPED = "chancery.registry";
  private static final String ACTORS =
      """
      id,kind,name_en,name_fr,country,organisation,voice,host,wikidata,note,source,checked
      fr-mfa,foreign-ministry,Ministry for Europe,Ministère de l’Europe,FRA,,institution,,Q1,,test,2026
      fr-embassy-it,mission,Embassy of France in Italy,Ambassade (France),FRA,,institution,ITA,,,test,2026
      """;

  @TempDir Path dir;
  private Path registry = Path.of("");
  private String out = "";
  private String err = "";

  @BeforeEach
  void ship() throws IOException {
    registry = Files.createDirectories(dir.resolve("registry"));
    write(
        "registry/countries.csv",
        """
        country,name_en,name_fr,status,capital,point_lat,point_lon,languages,source
        FRA,France,France,un-member,Paris,48.867,2.333,fr,test
        ITA,Italy,Italie,un-member,Rome,41.9,12.483,it,test
        """);
    write("registry/actors.csv", ACTORS);
    write(
        "registry/accounts.csv",
        """
        actor,network,handle,native_id,from,to,source,checked
        fr-mfa,x,francediplo,52003812,,,test,2026
        fr-mfa,bluesky,diplo.example,,,,test,2026
        """);
    System.setProperty(SHIPPED, registry.toString());
  }

  @AfterEach
  void unship() {
    System.clearProperty(SHIPPED);
  }

  @Test
  void check_tells_errors_first_and_groups_doubts() throws IOException {
    assertThat(run("registry", "check")).isZero();
    assertThat(out)
        .contains("Doubts, by kind (--all lists each):")
        .contains("2 COUNTRY_WITHOUT_OFFICE: ")
        .endsWith("errors, %d doubts%n".formatted(doubts()));
    assertThat(run("registry", "check", "--all")).isZero();
    assertThat(out).contains("countries.csv:3: doubt COUNTRY_WITHOUT_MINISTRY: ");
    write("registry/actors.csv", ACTORS.replace("foreign-ministry", "forein-ministry"));
    assertThat(run("registry", "check")).isEqualTo(1);
    assertThat(out.lines().findFirst().orElse(""))
        .contains("actors.csv:2: error UNKNOWN_KIND")
        .contains("Did you mean \"foreign-ministry\"?");
    assertThat(run("registry", "check", "--stale-years", "0")).isEqualTo(2);
  }

  private int doubts() {
    return Integer.parseInt(out.replaceAll("(?s).*errors, (\\d+) doubts\\s*$", "$1"));
  }

  @Test
  void show_tells_the_source_of_each_fact_and_the_nearest_id() {
    assertThat(run("registry", "show", "fr-mfa")).isZero();
    assertThat(out)
        .contains("account x francediplo, id 52003812")
        .contains("source: test (checked 2026)")
        .doesNotContain("null");
    assertThat(run("registry", "show", "fr-mfo")).isEqualTo(2);
    assertThat(err).contains("Did you mean \"fr-mfa\"?");
  }

  @Test
  void diff_in_words_and_as_csv() throws IOException {
    Path overlay = dir.resolve("overlay");
    write("overlay/actors.csv", ACTORS.replace("Ministry for Europe", "Quai d’Orsay"));
    assertThat(run("registry", "diff", overlay.toString())).isZero();
    assertThat(out)
        .contains("changed actor fr-mfa: name_en was \"Ministry for Europe\", is \"Quai d’Orsay\"")
        .contains("0 added, 0 removed, 1 changed");
    assertThat(run("registry", "diff", "--csv", overlay.toString())).isZero();
    assertThat(out)
        .isEqualToNormalizingNewlines(
            """
            change,what,key,column,before,after
            changed,actor,fr-mfa,name_en,Ministry for Europe,Quai d’Orsay
            """);
    assertThat(run("registry", "diff", registry.toString(), registry.toString())).isZero();
    assertThat(out).isEqualToNormalizingNewlines("0 added, 0 removed, 0 changed\n");
    assertThat(run("registry", "diff", dir.resolve("none").toString())).isEqualTo(2);
    assertThat(run("registry", "diff")).isEqualTo(2);
  }

  @Test
  void import_proposes_and_merge_applies_what_was_decided() throws IOException {
    Path list =
        write(
            "embassies.csv",
            """
            operator;country;city;website;facebook;twitter;type;QID;
            France;Italy;Rome;https://it.ambafrance.org;;FranceenItalie;embassy;Q2;
            Italy;France;Paris;;;ItalyinFrance;embassy;Q3;
            Atlantis;France;Paris;;;;embassy;Q4;
            """);
    String proposals = dir.resolve("p/proposals.csv").toString();
    String overlay = dir.resolve("overlay").toString();
    assertThat(run("registry", "import", list.toString())).isEqualTo(2);
    assertThat(run("registry", "import", "--checked", "2022-11-16", list.toString())).isEqualTo(1);
    assertThat(out)
        .contains("2 candidates: 1 same, 0 maybe, 1 new")
        .contains("embassies.csv:4: UNKNOWN_COUNTRY")
        .contains("nothing was written");
    assertThat(
            run(
                "registry",
                "import",
                "--checked",
                "2022-11-16",
                "--into",
                dir.resolve("p").toString(),
                list.toString()))
        .isEqualTo(1);
    assertThat(run("registry", "merge", "--apply", proposals, "--into", overlay)).isZero();
    assertThat(out).contains("0 decided by hand, 0 by --accept, 2 undecided");
    assertThat(dir.resolve("overlay/actors.csv")).doesNotExist();
    assertThat(
            run(
                "registry",
                "merge",
                "--apply",
                proposals,
                "--into",
                overlay,
                "--accept",
                "same,new"))
        .isZero();
    assertThat(out).contains("2 by --accept", "2 actors, 2 accounts");
    assertThat(run("registry", "diff", overlay)).isZero();
    assertThat(out)
        .contains("added actor it-embassy-fr:")
        .contains("changed actor fr-embassy-it: wikidata was empty, is \"Q2\"")
        .contains("added account fr-embassy-it x franceenitalie");
    assertThat(run("registry", "merge", "--apply", proposals, "--into", overlay)).isEqualTo(2);
    assertThat(err).contains("holds actors.csv already");
    assertThat(Files.readString(registry.resolve("actors.csv"))).isEqualTo(ACTORS);
  }

  @Test
  void import_refuses_what_it_does_not_know() throws IOException {
    String list = write("list.csv", "a,b\n1,2\n").toString();
    assertThat(run("registry", "import", "--checked", "2022", list)).isEqualTo(2);
    assertThat(err).contains("shape of no list", "leaders-2014");
    assertThat(run("registry", "import", "--checked", "soon", list)).isEqualTo(2);
    assertThat(err).contains("yyyy-MM-dd");
    assertThat(run("registry", "import", "--checked", "2022", "--as", "mep", list)).isEqualTo(2);
    assertThat(err).contains("Did you mean \"meps\"?");
    assertThat(run("registry", "import", "--checked", "2022", "--as", "csv", list)).isEqualTo(2);
    assertThat(err).contains("--map");
    assertThat(run("registry", "import", "--checked", "2022", dir.resolve("none").toString()))
        .isEqualTo(2);
    assertThat(run("registry", "import", "--checked", "2022", "--into", registry.toString(), list))
        .isEqualTo(2);
  }

  @Test
  void sync_asks_through_the_guard_or_not_at_all() throws IOException {
    String into = dir.resolve("sync").toString();
    assertThat(run("registry", "sync", "--into", into, "--offline")).isEqualTo(3);
    assertThat(err).contains("--offline forbids it");
    assertThat(run("registry", "sync", "--into", into)).isEqualTo(2);
    assertThat(err).contains("--contact");
    String did = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa";
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean isDocument = exchange.getRequestURI().getPath().equals("/" + did);
          byte[] body =
              (isDocument ? "{\"alsoKnownAs\":[\"at://diplo.example\"]}" : did)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      String here = "127.0.0.1:" + server.getAddress().getPort();
      assertThat(
              run(
                  "registry",
                  "sync",
                  "--bluesky",
                  "--into",
                  into,
                  "--contact",
                  "mailto:desk@example.org",
                  "--loopback",
                  here))
          .isZero();
    } finally {
      server.stop(0);
    }
    assertThat(out).contains("id-found 1", "the registry is unchanged");
    assertThat(Files.readString(dir.resolve("sync/overlay/accounts.csv"))).contains(did);
    assertThat(run("registry", "diff", into + "/overlay")).isZero();
    assertThat(out).contains("native_id was empty, is \"" + did + "\"");
  }

  @Test
  void without_a_word_it_says_which_there_are() {
    assertThat(run("registry")).isEqualTo(2);
    assertThat(err).contains("check, show, diff, import, merge, sync or alerts");
    assertThat(run("registry", "--help")).isZero();
  }

  private Path write(String file, String text) throws IOException {
    Path path = dir.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private int run(String... arguments) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    CommandLine line = Chancery.commandLine();
    line.setOut(new PrintWriter(outText, true));
    line.setErr(new PrintWriter(errText, true));
    int code = line.execute(arguments);
    out = outText.toString();
    err = errText.toString();
    return code;
  }
}
