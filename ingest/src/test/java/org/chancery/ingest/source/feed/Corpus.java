package org.chancery.ingest.source.feed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Files of other projects' test suites, which lie beside this one and are not part of it. */
final class Corpus {
  private static final Pattern HEADER =
      Pattern.compile("^\\s*Header:\\s+([A-Za-z-]+):[ \\t]*(.*?)\\s*$", Pattern.MULTILINE);

  private Corpus() {}

  record Case(Path file, byte[] body, List<String> headers) {
    /** As text in which each byte is a character. */
    String latin1() {
      return new String(body, StandardCharsets.ISO_8859_1);
    }
  }

  static Path folder(String path) {
    Path folder = Path.of(System.getProperty("chancery.shared", "../../shared"), "corpora", path);
    Assumptions.assumeTrue(Files.isDirectory(folder), "left out: there is no " + folder);
    return folder;
  }

  static List<Path> files(String path) throws IOException {
    try (Stream<Path> all = Files.walk(folder(path))) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Cases with the HTTP headers that their comments ask for. */
  static List<Case> cases(String path) throws IOException {
    List<Case> cases = new ArrayList<>();
    for (Path file : files(path)) {
      byte[] body = Files.readAllBytes(file);
      List<String> headers = new ArrayList<>();
      Matcher header = HEADER.matcher(new String(body, StandardCharsets.ISO_8859_1));
      while (header.find()) {
        headers.add(header.group(1) + ": " + header.group(2));
      }
      if (headers.stream()
          .noneMatch(h -> h.toLowerCase(java.util.Locale.ROOT).startsWith("content-type"))) {
        headers.add("Content-Type: application/xml");
      }
      cases.add(new Case(file, body, headers));
    }
    return cases;
  }
}
