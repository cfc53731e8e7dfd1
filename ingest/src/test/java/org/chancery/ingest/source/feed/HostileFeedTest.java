package org.chancery.ingest.source.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chancery.core.event.RejectReason;
import org.chancery.ingest.egress.LoopServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Documents that were made to harm. */
class HostileFeedTest {
  private static FeedDocument read(String text) {
    return FeedReading.read(text.getBytes(StandardCharsets.UTF_8), "application/xml");
  }

  private static void refused(FeedDocument document, RejectReason why) {
    assertThat(document)
        .isInstanceOfSatisfying(
            FeedDocument.Unreadable.class,
            u -> {
              assertThat(u.why()).isEqualTo(why);
              assertThat(u.detail()).isNotBlank().hasSizeLessThan(200).doesNotContain("\n");
            });
  }

  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void entitiesOfStrangersAreNotRead() throws Exception {
    int cases = 0;
    for (Path file : Corpus.files("defusedxml/xmltestdata")) {
      byte[] body = Files.readAllBytes(file);
      assertThat(FeedReading.read(body, "text/xml"))
          .as(file.toString())
          .isInstanceOf(FeedDocument.Unreadable.class);
      cases++;
    }
    assertThat(cases).isGreaterThanOrEqualTo(8);
  }

  /** Addresses in the payloads lead to this server, which nobody may come to. */
  @Test
  void xxePayloadsReachNothing() throws Exception {
    List<String> payloads = new ArrayList<>();
    for (Path file : Corpus.files("payloads/xxe")) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      payloads.add(text);
      if (file.toString().contains("Intruders")) {
        payloads.addAll(text.lines().toList());
      }
    }
    assertThat(payloads).hasSizeGreaterThan(100);
    try (LoopServer canary =
        new LoopServer((request, out) -> LoopServer.send(out, "200 OK", "", "<!ENTITY x 'y'>"))) {
      for (String payload : payloads) {
        String here =
            payload
                .replaceAll("https?://[^\\s\"'>/]+", "http://" + canary.authority())
                .replace("/etc/passwd", "/etc/hostname");
        FeedDocument alone = FeedReading.read(here.getBytes(StandardCharsets.ISO_8859_1), "");
        FeedDocument inside =
            read("<rss version=\"2.0\"><channel><title>&x;</title><item><title>" + here);
        FeedDocument before =
            read(here + "<rss version=\"2.0\"><channel><title>&xxe;</title></channel></rss>");
        for (FeedDocument document : List.of(alone, inside, before)) {
          if (document instanceof FeedDocument.Read feed) {
            String told = feed.toString();
            assertThat(told)
                .doesNotContain(Files.readString(Path.of("/etc/hostname")).strip() + "<");
          }
        }
      }
      assertThat(canary.connections()).isZero();
    }
  }

  @Test
  void aPlainDocumentTypeOfOldFeedsIsTakenAway() {
    FeedDocument old =
        read(
            """
            <?xml version="1.0"?><!-- <!DOCTYPE no [ -->
            <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
              "http://my.netscape.com/publish/formats/rss-0.91.dtd">
            <rss version="0.91"><channel><title>Caf&eacute; &amp; co</title></channel></rss>
            """);
    assertThat(old)
        .isInstanceOfSatisfying(
            FeedDocument.Read.class, f -> assertThat(f.title()).isEqualTo("Café & co"));
    refused(
        read("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss version=\"2.0\"><channel/></rss>"),
        RejectReason.MALFORMED);
    refused(read("<rss version=\"2.0\"><channel/><!DOCTYPE rss></rss>"), RejectReason.MALFORMED);
  }

  @Test
  void depthAndSizeAreBounded() {
    refused(read("<rss><channel>" + "<a>".repeat(100_000)), RejectReason.TOO_LARGE);
    refused(read("<rss>" + "<a/>".repeat(300_000) + "</rss>"), RejectReason.TOO_LARGE);
    StringBuilder many = new StringBuilder("<rss ");
    for (int i = 0; i < 500; i++) {
      many.append("a%d='' ".formatted(i));
    }
    refused(read(many + "/>"), RejectReason.TOO_LARGE);
    refused(
        read(
            "<rss>"
                + ("<a" + " %s=''".repeat(9) + "/>")
                    .formatted((Object[]) "bcdefghij".split(""))
                    .repeat(10_001)),
        RejectReason.TOO_LARGE);
    refused(
        FeedReading.read("[".repeat(100_000).getBytes(StandardCharsets.UTF_8), ""),
        RejectReason.TOO_LARGE);
    refused(
        FeedReading.read(
            ("[" + "[],".repeat(1_000_000) + "[]]").getBytes(StandardCharsets.UTF_8), ""),
        RejectReason.TOO_LARGE);
  }

  @Test
  void onlyTheFirstEntriesAreReadAndTheRestIsTold() {
    FeedDocument many =
        read(
            "<rss version=\"2.0\"><channel><title>t</title>"
                + "<item><title>a</title></item>".repeat(2_100)
                + "</channel></rss>");
    assertThat(many)
        .isInstanceOfSatisfying(
            FeedDocument.Read.class,
            f -> {
              assertThat(f.entries()).hasSize(2_000);
              assertThat(f.passedOver()).isEqualTo(100);
            });
  }

  @Test
  void textIsPlainAndCut() {
    FeedDocument feed =
        read(
            "<rss version=\"2.0\"><channel><item><title>&lt;b&gt;Visit&lt;/b&gt;&#x202e;</title><description>"
                + "&lt;script&gt;alert(1)&lt;/script&gt;&lt;p&gt;One&lt;/p&gt;&lt;p&gt;two"
                + "x".repeat(1_000_000)
                + "</description></item></channel></rss>");
    assertThat(feed)
        .isInstanceOfSatisfying(
            FeedDocument.Read.class,
            f -> {
              assertThat(f.entries().getFirst().title()).startsWith("Visit");
              assertThat(f.entries().getFirst().text())
                  .startsWith("One two")
                  .hasSizeLessThan(400_001)
                  .doesNotContain("alert");
            });
  }

  @Test
  void jsonIsReadStrictly() throws Exception {
    int refused = 0;
    for (Path file : Corpus.files("JSONTestSuite/test_parsing")) {
      String name = file.getFileName().toString();
      FeedDocument document = FeedReading.read(Files.readAllBytes(file), "application/feed+json");
      assertThat(document).as(name).isInstanceOf(FeedDocument.Unreadable.class);
      FeedDocument.Unreadable why = (FeedDocument.Unreadable) document;
      assertThat(why.detail()).as(name).isNotBlank();
      if (name.startsWith("n_")) {
        refused++;
        assertThat(why.why()).as(name).isIn(RejectReason.MALFORMED, RejectReason.TOO_LARGE);
      } else if (name.startsWith("y_") && !name.contains("duplicated_key")) {
        assertThat(why.why()).as(name).isEqualTo(RejectReason.UNKNOWN_TYPE);
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void jsonFeedIsRead() throws Exception {
    FeedDocument feed =
        FeedReading.read(
            Files.readAllBytes(Corpus.files("feedparser/tests/json").getFirst()),
            "application/json");
    assertThat(feed)
        .isInstanceOfSatisfying(
            FeedDocument.Read.class,
            f -> {
              assertThat(f.title()).isEqualTo("My Example Feed");
              assertThat(f.entries()).hasSize(2);
              assertThat(f.entries().getFirst().enclosures()).isEqualTo(1);
              assertThat(f.entries().getLast().text()).isEqualTo("Hello, world!");
            });
  }

  /** Each namespace that came through would stay in memory for ever. */
  @Test
  void namespacesAreFewAndShort() {
    String feed =
        "<rss version='2.0'><channel><title>t</title>%s<item><guid>1</guid></item></channel></rss>";
    String many =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "<s:e xmlns:s='urn:strange:%d'>x</s:e>".formatted(i))
            .collect(Collectors.joining());
    refused(read(feed.formatted(many)), RejectReason.TOO_LARGE);
    refused(
        read(feed.formatted("<s:e xmlns:s='urn:" + "x".repeat(2_000) + "'/>")),
        RejectReason.TOO_LARGE);
    String again = "<s:e xmlns:s='urn:strange'>x</s:e>".repeat(20_000);
    assertThat(read(feed.formatted(again))).isInstanceOf(FeedDocument.Read.class);
  }
}
