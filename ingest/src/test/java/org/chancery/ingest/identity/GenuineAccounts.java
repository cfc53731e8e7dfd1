package org.chancery.ingest.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.Network;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.Registry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Accounts that are what they say, by public lists, and that the registry does not list: members of
 * parliaments, missions, diplomats, media, and the most followed of Bluesky.
 */
record GenuineAccounts(List<Seen> political, List<Seen> others, List<Seen> ofListedActors) {

  /** An account as a stream shows it. */
  record Seen(AccountRef account, @Nullable String name) {}

  static GenuineAccounts notIn(Registry registry) {
    List<Seen> political = new ArrayList<>();
    List<Seen> others = new ArrayList<>();
    csv("meps-2023/meps.csv", ',')
        .forEach(r -> add(political, Network.X, r.get("twitter"), r.get("name")));
    britain(political);
    congress(political);
    for (CSVRecord r : csv("missions-2022/database_of_embassies.csv", ';')) {
      for (String address : r.get("twitter").split("\\|")) {
        String handle = address.strip().replaceAll("/+$", "").replaceAll("\\?.*", "");
        add(
            political,
            Network.X,
            handle.substring(handle.lastIndexOf('/') + 1),
            r.get("operator") + " " + r.get("type") + " " + r.get("city"));
      }
    }
    for (String handle : text("russia-state/handles.txt", StandardCharsets.UTF_8).split("\\s+")) {
      add(political, Network.X, handle, null);
    }
    for (String file : List.of("diplomats", "state_media")) {
      csv("china-diplomats/" + file + ".csv", ',')
          .forEach(r -> add(political, Network.X, r.get("@handle"), r.get("User")));
    }
    for (CSVRecord r : csv("newsalert-2026/sources.csv", ',')) {
      Network.find(r.get("platform"))
          .filter(n -> n == Network.BLUESKY || n == Network.MASTODON)
          .ifPresent(n -> add(political, n, r.get("handle"), r.get("name")));
    }
    csv("newsalert-2026/bluesky-top1000.csv", ',')
        .forEach(r -> add(others, Network.BLUESKY, r.get("handle"), r.get("name")));
    JsonNode media =
        JsonMapper.shared().readTree(shared("news-media/resources/newsmap_metadata.json").toFile());
    media
        .properties()
        .forEach(
            e -> add(others, Network.X, e.getKey(), e.getValue().path("company_name").asString()));
    return new GenuineAccounts(political, others, new ArrayList<>()).without(registry);
  }

  /** Listed handles go out; accounts under the very name of a listed actor are put aside. */
  private GenuineAccounts without(Registry registry) {
    Set<String> listed = new HashSet<>();
    registry.accounts().forEach(a -> listed.add(bare(a.handle())));
    Set<String> names = new HashSet<>();
    for (Actor actor : registry.actors()) {
      names.add(actor.nameEn().toLowerCase(Locale.ROOT));
      names.add(actor.nameFr().toLowerCase(Locale.ROOT));
    }
    Set<String> taken = new HashSet<>();
    for (List<Seen> list : List.of(political, others)) {
      list.removeIf(s -> listed.contains(bare(s.account().handle())));
      list.removeIf(s -> !taken.add(s.account().network() + bare(s.account().handle())));
      List<Seen> own =
          list.stream()
              .filter(s -> s.name() != null && names.contains(s.name().toLowerCase(Locale.ROOT)))
              .toList();
      ofListedActors.addAll(own);
      list.removeAll(own);
    }
    return this;
  }

  private static String bare(String handle) {
    return handle.toLowerCase(Locale.ROOT).replaceFirst("^@", "");
  }

  /** One half of them, always the same: the political ones first, then others up to a number. */
  List<Seen> half(int which, int most) {
    List<Seen> half = new ArrayList<>();
    for (List<Seen> list : List.of(political, others)) {
      list.stream().filter(s -> checksum(s) % 2 == which).forEach(half::add);
    }
    return half.subList(0, Math.min(most, half.size()));
  }

  private static long checksum(Seen seen) {
    CRC32 sum = new CRC32();
    sum.update(seen.account().handle().getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }

  private static void add(
      List<Seen> to, Network network, @Nullable String handle, @Nullable String name) {
    String bare = handle == null ? "" : handle.strip().replaceFirst("^@", "");
    if (!bare.isEmpty()) {
      to.add(
          new Seen(
              AccountRef.byHandle(network, bare), name == null || name.isBlank() ? null : name));
    }
  }

  private static void britain(List<Seen> to) {
    Pattern person = Pattern.compile("<personinfo ([^>]*)/>");
    Pattern attribute = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    Map<String, Map<String, String>> people = new HashMap<>();
    Map<String, Charset> files =
        Map.of(
            "social-media-commons", StandardCharsets.UTF_8,
            "social-media-ni", StandardCharsets.UTF_8,
            "social-media-sp", StandardCharsets.UTF_8,
            "wikipedia-commons", StandardCharsets.ISO_8859_1);
    files.forEach(
        (file, charset) -> {
          Matcher persons = person.matcher(text("uk-parliament/" + file + ".xml", charset));
          while (persons.find()) {
            Map<String, String> found = new HashMap<>();
            Matcher attributes = attribute.matcher(persons.group(1));
            while (attributes.find()) {
              found.put(attributes.group(1), attributes.group(2));
            }
            people
                .computeIfAbsent(found.getOrDefault("id", ""), k -> new HashMap<>())
                .putAll(found);
          }
        });
    people.keySet().stream()
        .sorted()
        .map(people::get)
        .forEach(
            p -> {
              String page = p.getOrDefault("wikipedia_url", "").replaceAll(".*/", "");
              String name =
                  URLDecoder.decode(page, StandardCharsets.UTF_8)
                      .replace('_', ' ')
                      .replaceAll(" \\(.*", "");
              add(to, Network.X, p.get("twitter_username"), name);
              add(to, Network.BLUESKY, p.get("bluesky_handle"), name);
            });
  }

  private static void congress(List<Seen> to) {
    YAMLMapper yaml = new YAMLMapper();
    Map<String, String> names = new HashMap<>();
    for (JsonNode member : yaml.readTree(shared("us-congress/legislators-current.yaml").toFile())) {
      names.put(
          member.path("id").path("bioguide").asString(),
          member.path("name").path("official_full").asString());
    }
    for (JsonNode member :
        yaml.readTree(shared("us-congress/legislators-social-media.yaml").toFile())) {
      add(
          to,
          Network.X,
          member.path("social").path("twitter").asString(),
          names.get(member.path("id").path("bioguide").asString()));
    }
  }

  private static Path shared(String path) {
    Path file = Path.of(System.getProperty("chancery.shared", "../../shared"), "data/actors", path);
    Assumptions.assumeTrue(Files.exists(file), "left out, there is no " + file);
    return file;
  }

  private static String text(String path, Charset charset) {
    try {
      return Files.readString(shared(path), charset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<CSVRecord> csv(String path, char separator) {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(separator)
            .setHeader()
            .setSkipHeaderRecord(true)
            .setAllowMissingColumnNames(true)
            .get();
    try (var reader = Files.newBufferedReader(shared(path));
        var parser = format.parse(reader)) {
      return parser.getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
