package org.chancery.ingest.source.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.source.ListedAccounts;
import org.chancery.ingest.source.feed.Opml;
import org.chancery.ingest.source.mastodon.MastodonSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
  private static final Reach ONLINE = new Reach("press@example.org", false);
  private static final Reach NOBODY = new Reach("", false);
  private static final Reach OFFLINE = new Reach("", true);

  @TempDir private Path folder = Path.of("");

  private Sources parse(String yaml) {
    return Sources.parse(folder.resolve("sources.yaml"), yaml);
  }

  private List<String> complaints(String yaml) {
    SettingsException e = catchThrowableOfType(SettingsException.class, () -> parse(yaml));
    return e.getMessage().lines().map(l -> l.replace(folder + "/", "")).toList();
  }

  @Test
  void an_empty_file_sets_nothing() {
    for (String yaml : List.of("", "# nothing yet\n", "bluesky:\nfeeds:\n")) {
      Sources sources = parse(yaml);
      assertThat(sources.contact()).isEmpty();
      assertThat(sources.bluesky().streams()).isEmpty();
      assertThat(sources.bluesky().plc()).isEqualTo(BlueskySection.USUAL_PLC);
      assertThat(sources.feeds()).isEqualTo(new FeedsSection(false, List.of(), PushSettings.NONE));
      assertThat(sources.obstacles(NOBODY)).isEmpty();
    }
  }

  @Test
  void x_is_off_until_it_is_enabled_with_a_token_and_a_budget() throws IOException {
    assertThat(parse("").x().settings()).isNull();
    Files.writeString(folder.resolve("token"), "secret");
    String off = "x:\n  token-file: token\n  monthly-reads: 10\n";
    assertThat(parse(off).x().settings()).isNull();
    assertThat(complaints("x:\n  enabled: true\n")).hasSize(2);
    Sources on = parse(off + "  enabled: true\n  compliance: stream\n");
    assertThat(on.x().settings().reads()).isEqualTo(10);
    assertThat(on.x().settings().token()).isEqualTo(folder.resolve("token").toString());
    assertThat(on.obstacles(NOBODY)).hasSize(1);
    assertThat(on.obstacles(ONLINE)).isEmpty();
    assertThat(parse("telegram:\n  listed: true\nyoutube:\n  listed: true\n").obstacles(NOBODY))
        .hasSize(2);
    assertThat(complaints("telegram:\n  every-minutes: 1\n")).hasSize(1);
  }

  @Test
  void every_key_is_read() throws IOException {
    Files.writeString(folder.resolve("zstd.dict"), "x");
    Files.writeString(
        folder.resolve("more.opml"),
        """
        <opml version="1.0"><body><outline text="France">
        <outline text="MFA" xmlUrl="https://mfa.example/rss?a=1&b=2"/>
        <outline title="again" xmlurl="https://mfa.example/rss?a=1&amp;b=2"/></outline>
        <outline text="no feed"/><outline text="bad" xmlUrl="ftp://x.example/"/></body></opml>
        """);
    Sources sources =
        parse(
            """
            contact: press@example.org
            permit: ["127.0.0.1:8081"]
            bluesky:
              streams:
                - wss://one.example/subscribe
                - ws://127.0.0.1:2583/xrpc/com.atproto.sync.subscribeRepos
              from: 2026-11-01T00:00:00Z
              listed-only: true
              compress: true
              dictionary: zstd.dict
              accounts: true
              atproto: http://127.0.0.1:2583
              plc: https://plc.example
            feeds:
              listed: true
              opml: more.opml
            """);
    assertThat(sources.contact()).isEqualTo("press@example.org");
    BlueskySection bluesky = sources.bluesky();
    assertThat(bluesky.streams())
        .extracting(Address::uri)
        .extracting(URI::toString)
        .containsExactly(
            "wss://one.example/subscribe",
            "ws://127.0.0.1:2583/xrpc/com.atproto.sync.subscribeRepos");
    assertThat(bluesky.from()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
    assertThat(List.of(bluesky.onlyListed(), bluesky.compress(), bluesky.accounts()))
        .containsOnly(true);
    assertThat(bluesky.dictionary()).isEqualTo(folder.resolve("zstd.dict"));
    assertThat(bluesky.plc().uri()).isEqualTo(URI.create("https://plc.example"));
    assertThat(sources.feeds())
        .isEqualTo(
            new FeedsSection(
                true,
                List.of(new Opml.Outline("MFA", "https://mfa.example/rss?a=1&b=2")),
                PushSettings.NONE));
    assertThat(sources.permitted()).containsExactlyInAnyOrder("127.0.0.1:8081", "127.0.0.1:2583");
    assertThat(sources.obstacles(ONLINE)).isEmpty();
  }

  @Test
  void hubs_of_feeds_reach_us_where_a_public_address_is_given() {
    assertThat(parse("feeds:\n  listed: true\n").feeds().push().isSet()).isFalse();
    for (String fit :
        List.of("https://chancery.example/", "https://x.example/a/b", "http://127.0.0.1:8080")) {
      Sources sources = parse("feeds:\n  websub:\n    callback: %s\n".formatted(fit));
      assertThat(String.valueOf(sources.feeds().push().callback())).isEqualTo(fit);
    }
    for (String unfit :
        List.of(
            "http://chancery.example",
            "https://x.example/?a",
            "https://x.example/#a",
            "https://me@x.example",
            "x.example",
            "ftp://x.example")) {
      assertThat(complaints("feeds:\n  websub:\n    callback: \"%s\"\n".formatted(unfit)))
          .as(unfit)
          .singleElement()
          .asString()
          .contains("feeds.websub.callback");
    }
    assertThat(complaints("feeds:\n  websub:\n    calback: https://x.example\n").getFirst())
        .contains("Did you mean");
  }

  @Test
  void servers_of_mastodon_are_read() throws IOException {
    Files.writeString(folder.resolve("token"), "secret");
    Sources sources =
        parse(
            """
            mastodon:
              listed: true
              from: 2024-01-01T00:00:00Z
              servers:
                - host: Social.Example
                  base: http://127.0.0.1:3000
                  streaming: websocket
                  streams: [user, "hashtag:UNGA"]
                  token-file: token
                  trusted: true
                - host: closed.example
                  asked: false
            """);
    MastodonSettings settings = sources.mastodon().settings();
    assertThat(sources.mastodon().listed()).isTrue();
    assertThat(settings.from()).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
    assertThat(settings.servers())
        .containsOnlyKeys("social.example", "closed.example")
        .containsEntry(
            "social.example",
            new MastodonSettings.Server(
                URI.create("http://127.0.0.1:3000"),
                MastodonSettings.Streaming.WEBSOCKET,
                List.of("user", "hashtag:UNGA"),
                folder.resolve("token"),
                true,
                true));
    assertThat(sources.permitted()).containsExactly("127.0.0.1:3000");
    assertThat(sources.obstacles(NOBODY)).singleElement().asString().contains("contact");
    assertThat(sources.obstacles(ONLINE)).isEmpty();
    assertThat(
            complaints(
                """
                mastodon:
                  servers:
                    - base: https://x.example
                    - host: nowhere
                    - host: a.example
                      streaming: radio
                      streams: [all]
                    - host: b.example
                      streaming: sse
                    - host: a.example
                """))
        .containsExactlyInAnyOrder(
            "sources.yaml:3: mastodon.servers[1].host: takes a domain such as social.example",
            "sources.yaml:4: mastodon.servers[2].host: takes a domain such as social.example",
            "sources.yaml:6: mastodon.servers[3].streaming: takes none, sse or websocket, was"
                + " \"radio\"",
            "sources.yaml:7: mastodon.servers[3].streams: \"all\" is no stream; streams are user,"
                + " public, public:local, public:remote, hashtag:WORD",
            "sources.yaml:9: mastodon.servers[4].streaming: needs streams, such as [user]",
            "sources.yaml:10: mastodon.servers[5].host: a.example is set twice");
  }

  @Test
  void complaints_name_line_key_what_is_wrong_and_the_nearest_key() {
    assertThat(
            complaints(
                """
                contakt: x
                bluesky:
                  stream: wss://one.example/subscribe
                  compress: maybe
                  from: yesterday
                  plc: gopher://x
                  dictionary: none.dict
                feeds: all
                permit: [example.org:80]
                """))
        .containsExactly(
            "sources.yaml:1: \"contakt\" is no key; known here are bluesky, contact, feeds, mastodon,"
                + " permit, telegram, x, youtube. Did you mean \"contact\"?",
            "sources.yaml:3: bluesky.\"stream\" is no key; known here are accounts, atproto,"
                + " compress, dictionary, from, listed-only, plc, streams. Did you mean"
                + " \"streams\"?",
            "sources.yaml:4: bluesky.compress: takes true or false, was \"maybe\"",
            "sources.yaml:5: bluesky.from: takes a moment such as 2026-11-01T00:00:00Z, was"
                + " \"yesterday\"",
            "sources.yaml:6: bluesky.plc: takes addresses that begin with https:// or http://, was"
                + " \"gopher://x\"",
            "sources.yaml:7: bluesky.dictionary: takes the name of a file; none.dict is not there",
            "sources.yaml:8: feeds: takes keys of its own, indented on the lines below it, was"
                + " \"all\"",
            "sources.yaml:9: permit: takes HOST:PORT of this machine, such as 127.0.0.1:8081, was"
                + " \"example.org:80\"");
  }

  @Test
  void what_is_no_settings_file_is_refused_in_words() {
    assertThat(complaints("- a\n- b\n")).singleElement().asString().startsWith("sources.yaml:1: ");
    assertThat(complaints("contact: a\ncontact: b\n"))
        .singleElement()
        .asString()
        .isEqualTo("sources.yaml:2: \"contact\" is set twice");
    assertThat(complaints("bluesky: {streams: [\n")).singleElement().asString().contains("no YAML");
    assertThat(complaints("bluesky:\n  streams: {a: b}\n"))
        .containsExactly(
            "sources.yaml:2: bluesky.streams: takes a list of values, as in \"streams: [A, B]\", has"
                + " keys below it");
    assertThat(complaints("a: " + "[".repeat(20) + "]".repeat(20)))
        .singleElement()
        .asString()
        .contains("more than 8 levels");
    assertThatThrownBy(() -> Sources.read(folder.resolve("absent.yaml")))
        .hasMessageContaining("absent.yaml");
  }

  @Test
  void a_list_that_is_no_opml_is_told() throws IOException {
    Files.writeString(folder.resolve("a.opml"), "<rss/>");
    Files.writeString(
        folder.resolve("b.opml"),
        "<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><opml/>");
    assertThat(complaints("feeds:\n  opml: [a.opml, b.opml, c.opml]\n"))
        .hasSize(3)
        .allMatch(line -> line.startsWith("sources.yaml:2: feeds.opml: "))
        .anyMatch(line -> line.contains("no OPML"))
        .anyMatch(line -> line.contains("c.opml is not there; chancery sources import"));
  }

  @Test
  void what_is_no_yaml_is_told_with_the_line_and_what_usually_is_the_matter() {
    assertThat(complaints("feeds:\n\tlisted: true\n"))
        .singleElement()
        .asString()
        .startsWith("sources.yaml:2: no YAML: ")
        .endsWith("spaces, never with tabs");
    assertThat(complaints("contact: Press: press@example.org\n"))
        .singleElement()
        .asString()
        .contains("at \"contact: Press: press@example.org\"", "stands in quotes");
    assertThat(complaints("feeds:\n  listed: true\n opml: []\n"))
        .singleElement()
        .asString()
        .startsWith("sources.yaml:3: ")
        .contains("opml: []", "same column");
  }

  @Test
  void what_lies_beyond_this_machine_needs_a_contact_and_tls() {
    Sources sources =
        parse(
            """
            bluesky:
              streams: [ws://one.example/subscribe, wss://two.example/nowhere]
              accounts: true
              atproto: https://pds.example/path
            feeds:
              listed: true
            """);
    assertThat(String.join("\n", sources.obstacles(NOBODY)))
        .contains(
            "only wss:// is used",
            "the path must be one of",
            "sources.yaml:2: bluesky.streams ws://one.example/subscribe needs --contact",
            "sources.yaml:4: bluesky.atproto takes http(s)://HOST without a path",
            "bluesky.accounts",
            "feeds are asked beyond this machine");
    Sources home = parse("bluesky:\n  streams: ws://127.0.0.1:9/subscribe\n");
    assertThat(home.obstacles(NOBODY)).isEmpty();
    assertThat(home.obstacles(OFFLINE)).isEmpty();
  }

  @Test
  void offline_leaves_out_what_lies_beyond() {
    Sources sources =
        parse("bluesky:\n  streams: wss://one.example/subscribe\nfeeds:\n  listed: true\n");
    assertThat(sources.obstacles(OFFLINE)).isEmpty();
  }

  @Test
  void offline_each_source_says_what_of_it_is_not_asked() {
    Sources sources =
        parse(
            """
            bluesky:
              streams: [wss://one.example/subscribe, "ws://127.0.0.1:9/subscribe"]
              accounts: true
            feeds:
              listed: true
            mastodon:
              listed: true
              servers:
                - host: home.example
                  base: http://127.0.0.1:8081
            telegram:
              listed: true
            """);
    List<AccountRow> rows = new ArrayList<>();
    for (String handle : List.of("@a@home.example", "@a@far.example", "@b@far.example")) {
      rows.add(row(Network.MASTODON, handle, null));
    }
    rows.add(row(Network.MASTODON, "@gone@far.example", NOW));
    rows.add(row(Network.FEED, "https://one.example/feed", null));
    rows.add(row(Network.TELEGRAM, "mfa_news", null));
    ListedAccounts listed = ListedAccounts.of(new Registry(List.of(), List.of(), rows, List.of()));
    assertThat(sources.leftOut(OFFLINE, listed, NOW))
        .containsExactly(
            new LeftOut("bluesky", Network.BLUESKY, "wss://one.example/subscribe", false),
            new LeftOut(
                "bluesky past",
                Network.BLUESKY,
                "profiles and past posts of listed accounts",
                true),
            new LeftOut("feeds", Network.FEED, "1 feed", true),
            new LeftOut("mastodon", Network.MASTODON, "2 accounts at 1 server", false),
            new LeftOut("telegram", Network.TELEGRAM, "1 channel at https://t.me/s/", true));
    assertThat(sources.leftOut(ONLINE, listed, NOW)).isEmpty();
    assertThat(parse("").leftOut(OFFLINE, listed, NOW)).isEmpty();
  }

  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

  private static AccountRow row(Network network, String handle, @Nullable Instant to) {
    return new AccountRow("fr-mfa", network, handle, null, null, to, "test", null);
  }
}
