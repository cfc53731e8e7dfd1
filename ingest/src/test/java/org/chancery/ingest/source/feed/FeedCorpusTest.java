package org.chancery.ingest.source.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.chancery.ingest.egress.AddressRule;
import org.chancery.ingest.egress.Ask;
import org.chancery.ingest.egress.EgressRules;
import org.chancery.ingest.egress.GuardedEgress;
import org.chancery.ingest.egress.LoopServer;
import org.chancery.ingest.egress.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The cases of feedparser and feedvalidator, served with their headers on loopback. */
class FeedCorpusTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Set<String> FEED_ROOTS = Set.of("rss", "feed", "RDF");
  private static final Pattern VALUE =
      Pattern.compile(
          "Expect:\\s+(?:not bozo and )?(feed|entries\\[(\\d+)\\])\\[['\"](\\w+)['\"]\\]"
              + "(?:\\[0\\]\\[['\"]value['\"]\\])? == (u?'(?:[^'\\\\]|\\\\.)*'|\\([\\d, ]+\\))\\s*$",
          Pattern.MULTILINE);

  private record Done(Corpus.Case of, FeedDocument document, Duration took) {}

  private static List<Done> read(String folder) throws Exception {
    List<Corpus.Case> cases = Corpus.cases(folder);
    Map<String, Corpus.Case> pages = new ConcurrentHashMap<>();
    List<Done> done = new ArrayList<>();
    try (LoopServer server =
            new LoopServer(
                (request, out) -> {
                  Corpus.Case one = Objects.requireNonNull(pages.get(request.path()));
                  String headers = String.join("\r\n", one.headers()) + "\r\n";
                  LoopServer.send(out, "200 OK", headers, one.body());
                });
        GuardedEgress egress =
            new GuardedEgress(
                new EgressRules(
                    "Chancery/test",
                    new AddressRule(Set.of(server.authority()), true),
                    Set.of(),
                    EgressRules.Limits.USUAL,
                    new EgressRules.Manners(4, Duration.ZERO, LONGEST, LONGEST)),
                InstantSource.system())) {
      for (Corpus.Case one : cases) {
        String path = "/" + pages.size();
        pages.put(path, one);
        long began = System.nanoTime();
        Outcome outcome = egress.fetch(Ask.api(server.url(path)));
        assertThat(outcome).as(one.file().toString()).isInstanceOf(Outcome.Answered.class);
        Outcome.Answered answer = (Outcome.Answered) outcome;
        FeedDocument document =
            FeedReading.read(answer.body(), answer.header("content-type").orElse(""));
        done.add(new Done(one, document, Duration.ofNanos(System.nanoTime() - began)));
      }
      // every connection went to this server: the guard is offline but for it
      assertThat(server.connections()).isEqualTo(cases.size());
    }
    return done;
  }

  @Test
  @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void feedsOfFeedparserAndFeedvalidatorAreRead() throws Exception {
    int wellFormed = 0;
    int read = 0;
    int all = 0;
    Duration slowest = Duration.ZERO;
    Map<String, Integer> unread = new TreeMap<>();
    for (String folder : List.of("feedparser/tests", "feedvalidator/testcases")) {
      for (Done one : read(folder)) {
        all++;
        slowest = one.took.compareTo(slowest) > 0 ? one.took : slowest;
        boolean isRead = one.document instanceof FeedDocument.Read;
        if (isRead || FEED_ROOTS.contains(rootIfWellFormed(one.of.body()))) {
          wellFormed++;
          read += isRead ? 1 : 0;
          if (one.document instanceof FeedDocument.Unreadable why) {
            unread.merge(why.why() + " " + why.detail().replaceAll("\\(.*", ""), 1, Integer::sum);
          }
        }
      }
    }
    System.out.printf(
        "feeds: %d cases, %d well-formed RSS/RDF/Atom, %d read (%.1f %%), slowest %d ms, not read: %s%n",
        all, wellFormed, read, 100.0 * read / wellFormed, slowest.toMillis(), unread);
    assertThat(all).isGreaterThan(3_000);
    assertThat(read).isGreaterThanOrEqualTo((int) Math.ceil(0.96 * wellFormed));
  }

  /** An independent reading: the JDK's streaming parser, without looking at any DTD. */
  private static String rootIfWellFormed(byte[] body) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(body));
      String root = "";
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamReader.START_ELEMENT && root.isEmpty()) {
          root = reader.getLocalName();
        }
      }
      return root;
    } catch (XMLStreamException | RuntimeException e) {
      return "";
    }
  }

  @Test
  void valuesAreThoseThatFeedparserExpects() throws Exception {
    int asked = 0;
    int equal = 0;
    List<String> different = new ArrayList<>();
    for (Done one : read("feedparser/tests/wellformed")) {
      Matcher value =
          VALUE.matcher(new String(one.of.body(), java.nio.charset.StandardCharsets.UTF_8));
      if (!(one.document instanceof FeedDocument.Read feed) || !value.find()) {
        continue;
      }
      String expected = value.group(4);
      String found = found(feed, value.group(2), value.group(3), expected.startsWith("("));
      if (found.equals("not ours")) {
        continue;
      }
      String wanted = wanted(expected);
      asked++;
      if (wanted.equals(found)) {
        equal++;
      } else {
        different.add(
            "%s: wanted <%s>, found <%s>".formatted(one.of.file().getFileName(), wanted, found));
      }
    }
    System.out.printf("feedparser values: %d asked, %d equal%n", asked, equal);
    different.forEach(System.out::println);
    assertThat(asked).isGreaterThan(300);
    assertThat(equal).isGreaterThanOrEqualTo(asked * 9 / 10);
  }

  private static String found(
      FeedDocument.Read feed, @Nullable String index, String name, boolean time) {
    if (index == null) {
      return switch (name) {
        case "title" -> text(feed.title());
        case "link" -> text(feed.link());
        case "language" -> text(feed.lang());
        default -> "not ours";
      };
    }
    if (feed.entries().size() <= Integer.parseInt(index)) {
      return "no entry";
    }
    FeedEntry entry = feed.entries().get(Integer.parseInt(index));
    return switch (name) {
      case "title" -> text(entry.title());
      case "link" -> text(entry.link());
      case "id", "guid" -> text(entry.guid());
      case "summary", "description", "content" -> text(entry.text());
      case "published_parsed" -> time ? text(entry.published()) : "not ours";
      case "updated_parsed" -> time ? text(entry.updated()) : "not ours";
      default -> "not ours";
    };
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static String wanted(String literal) {
    if (literal.startsWith("(")) {
      int[] n =
          java.util.Arrays.stream(literal.replaceAll("[() ]", "").split(","))
              .mapToInt(Integer::parseInt)
              .toArray();
      return Instant.from(
              java.time.OffsetDateTime.of(n[0], n[1], n[2], n[3], n[4], n[5], 0, ZoneOffset.UTC))
          .toString();
    }
    String inner = literal.replaceFirst("^u?'", "").replaceFirst("'$", "");
    String plain =
        Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))")
            .matcher(inner)
            .replaceAll(
                m ->
                    Matcher.quoteReplacement(
                        m.group(3) != null
                            ? (m.group(3).equals("n") ? "\n" : m.group(3))
                            : Character.toString(
                                Integer.parseInt(
                                    m.group(1) != null ? m.group(1) : m.group(2), 16))));
    return text(PlainText.ofHtml(plain));
  }
}
