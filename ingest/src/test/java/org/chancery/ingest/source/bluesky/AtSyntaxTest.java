package org.chancery.ingest.source.bluesky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The syntax cases of atproto-interop-tests, all of what is given. */
class AtSyntaxTest {
  private static final Path CASES =
      Path.of(
          System.getProperty("chancery.shared", "../shared"),
          "corpora/atproto-interop-tests/syntax");

  /** By the name of a file up to its verdict. */
  private static final Map<String, Predicate<String>> RULES =
      Map.ofEntries(
          Map.entry("handle_syntax", AtSyntax::isHandle),
          Map.entry("did_syntax", AtSyntax::isDid),
          Map.entry("atidentifier_syntax", AtSyntax::isIdentifier),
          Map.entry("nsid_syntax", AtSyntax::isNsid),
          Map.entry("recordkey_syntax", AtSyntax::isRecordKey),
          Map.entry("tid_syntax", AtSyntax::isTid),
          Map.entry("aturi_syntax", AtSyntax::isAtUri),
          Map.entry("datetime_syntax", AtSyntax::isDatetime),
          Map.entry("datetime_parse", text -> AtTime.parse(text).isPresent()),
          Map.entry("cid_syntax", AtSyntax::isCid),
          Map.entry("uri_syntax", AtSyntax::isUri),
          Map.entry("language_syntax", AtSyntax::isLanguage),
          Map.entry("language_parse", AtSyntax::isSoundLanguage));

  @TestFactory
  Stream<DynamicTest> every_case_of_the_protocol_is_judged_right() throws IOException {
    assumeTrue(Files.isDirectory(CASES), "left out: needs ../shared/corpora/atproto-interop-tests");
    List<Path> files;
    try (Stream<Path> all = Files.list(CASES)) {
      files = all.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(20);
    return files.stream()
        .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> judge(f)));
  }

  private static void judge(Path file) throws IOException {
    String name = file.getFileName().toString().replace(".txt", "");
    boolean valid = name.endsWith("_valid");
    Predicate<String> rule = RULES.get(name.replaceFirst("_(in)?valid$", ""));
    assertThat(rule).as("a rule for " + name).isNotNull();
    int cases = 0;
    for (String line : Files.readAllLines(file)) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        cases++;
        assertThat(rule.test(line)).as("%s: <%s>", name, line).isEqualTo(valid);
        if (name.equals("datetime_syntax_valid")) {
          assertThat(AtTime.parse(line)).as("%s is a time", line).isPresent();
        }
      }
    }
    assertThat(cases).isPositive();
  }

  @Test
  void times_are_those_of_the_jdk() {
    for (String text :
        List.of(
            "1985-04-12T23:20:50.123456Z",
            "2024-02-29T00:00:00.1-07:30",
            "0001-01-01T00:00:00.000Z",
            "2026-12-31T23:59:59.999999999+14:00",
            "1969-12-31T23:59:59Z")) {
      assertThat(AtTime.parse(text)).contains(OffsetDateTime.parse(text).toInstant());
      assertThat(AtTime.lenient(text)).contains(OffsetDateTime.parse(text).toInstant());
    }
    assertThat(AtTime.lenient("2026-05-25T14:23Z"))
        .contains(OffsetDateTime.parse("2026-05-25T14:23Z").toInstant());
    for (String text : List.of("", "yesterday", "2023-02-29T00:00:00Z", "2026-05-25T24:00:01Z")) {
      assertThat(AtTime.lenient(text)).as(text).isEqualTo(Optional.empty());
    }
  }
}
