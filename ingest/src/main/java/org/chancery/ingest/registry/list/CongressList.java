package org.chancery.ingest.registry.list;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chancery.core.event.Network;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.SourceDay;
import org.chancery.core.registry.Voice;
import org.chancery.ingest.registry.Periods;
import org.chancery.ingest.registry.list.Candidate.AccountFact;
import org.chancery.ingest.registry.list.Candidate.TenureFact;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The files of congress-legislators: persons ({@code legislators-…}, {@code executive}) and, in a
 * file of their own, official accounts, joined by the Biographical Directory's id.
 */
final class CongressList {
  /** X opened in July 2006; who left before is on no network. */
  private static final String FIRST_YEAR_OF_NETWORKS = "2006";

  private static final String COUNTRY = "USA";
  private static final YAMLMapper YAML = YAMLMapper.builder().build();

  private record Entry(String file, int row, int line, JsonNode node) {
    String bioguide() {
      return node.path("id").path("bioguide").asString("");
    }
  }

  private final Handed handed;
  private final Collector collector;

  CongressList(Handed handed, Collector collector) {
    this.handed = handed;
    this.collector = collector;
  }

  void read(List<ListFile> files) {
    List<Entry> persons = new ArrayList<>();
    Map<String, Entry> social = new HashMap<>();
    int rows = 0;
    for (ListFile file : files) {
      List<Entry> entries = entries(file, rows);
      rows += entries.size();
      for (Entry entry : entries) {
        if (entry.node().has("social")) {
          social.put(entry.bioguide(), entry);
        } else {
          persons.add(entry);
        }
      }
    }
    for (Entry person : persons) {
      person(person, Optional.ofNullable(social.remove(person.bioguide())));
    }
    social.values().stream()
        .sorted(java.util.Comparator.comparing(Entry::file).thenComparingInt(Entry::line))
        .forEach(
            entry ->
                collector.reject(
                    entry.file(),
                    entry.line(),
                    RejectCause.UNKNOWN_PERSON,
                    "accounts of %s, whom no file given names; add legislators-current.yaml"
                        .formatted(entry.bioguide())));
  }

  private List<Entry> entries(ListFile file, int before) {
    List<Entry> entries = new ArrayList<>();
    try (JsonParser parser = YAML.createParser(file.text())) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        collector.reject(file.name(), 1, RejectCause.BAD_FORMAT, "no list of persons");
        return entries;
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        int line = parser.currentTokenLocation().getLineNr();
        JsonNode node = parser.readValueAsTree();
        entries.add(new Entry(file.name(), before + entries.size() + 1, line, node));
      }
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
      collector.reject(file.name(), line, RejectCause.BAD_FORMAT, "no YAML from here on");
    }
    return entries;
  }

  private void person(Entry entry, Optional<Entry> social) {
    JsonNode name = entry.node().path("name");
    String full =
        "%s %s".formatted(name.path("first").asString(""), name.path("last").asString(""));
    String official = name.path("official_full").asString(full);
    Optional<String> sound = collector.name(entry.file(), entry.line(), official);
    if (sound.isEmpty()) {
      return;
    }
    JsonNode terms = entry.node().path("terms");
    JsonNode last = terms.isEmpty() ? entry.node() : terms.get(terms.size() - 1);
    if (last.path("end").asString("9999").compareTo(FIRST_YEAR_OF_NETWORKS) < 0) {
      collector.reject(
          entry.file(), entry.line(), RejectCause.TOO_OLD, "left office before networks began");
      return;
    }
    Candidate.Proof proof = handed.proof("bioguide " + entry.bioguide());
    boolean isMember = last.path("type").asString("").matches("rep|sen");
    collector.add(
        new Candidate(
            new Candidate.Place(
                ListFormat.CONGRESS.slug(), entry.file(), entry.row(), entry.line(), ""),
            isMember ? ActorKind.PARLIAMENTARIAN : ActorKind.OFFICIAL,
            Voice.PERSON,
            full.strip().equals(sound.get()) || full.isBlank()
                ? List.of(sound.get())
                : List.of(sound.get(), full.strip()),
            null,
            false,
            COUNTRY,
            null,
            null,
            null,
            collector
                .wikidata(
                    entry.file(),
                    entry.line(),
                    entry.node().path("id").path("wikidata").asString(""))
                .orElse(null),
            null,
            isMember ? note(last) : null,
            social.map(s -> accounts(s, proof)).orElse(List.of()),
            presidencies(entry, terms, proof),
            proof));
  }

  private static String note(JsonNode term) {
    return "%s, %s"
        .formatted(
            term.path("type").asString("").equals("sen") ? "senator" : "representative",
            term.path("state").asString(""));
  }

  /**
   * The President of the United States is head of state and of government. Terms that follow each
   * other are one tenure; an end still to come when the list was made is planned, not a fact.
   */
  private List<TenureFact> presidencies(Entry entry, JsonNode terms, Candidate.Proof proof) {
    List<TenureFact> tenures = new ArrayList<>();
    String from = null;
    String to = "";
    for (JsonNode term : terms) {
      if (!term.path("type").asString("").equals("prez")) {
        continue;
      }
      String start = collector.date(entry.file(), entry.line(), term.path("start").asString(null));
      if (from != null && !to.equals(start)) {
        both(tenures, entry, from, to, proof);
        from = null;
      }
      from = from == null ? start : from;
      to = term.path("end").asString("").strip();
    }
    if (from != null) {
      both(tenures, entry, from, to, proof);
    }
    return tenures;
  }

  /**
   * @param to as the list writes it; an end that is no date is counted, and makes nobody hold the
   *     office for ever
   */
  private void both(
      List<TenureFact> into, Entry entry, String from, String to, Candidate.Proof proof) {
    Instant end = Periods.read(to).orElse(null);
    Instant told = SourceDay.of(handed.checked());
    boolean isPlanned = end != null && told != null && end.isAfter(told);
    for (ActorKind office : List.of(ActorKind.HEAD_OF_STATE, ActorKind.HEAD_OF_GOVERNMENT)) {
      collector
          .tenure(entry.file(), entry.line(), office, COUNTRY, from, isPlanned ? "" : to, proof)
          .ifPresent(into::add);
    }
  }

  private List<AccountFact> accounts(Entry entry, Candidate.Proof proof) {
    JsonNode social = entry.node().path("social");
    List<AccountFact> accounts = new ArrayList<>();
    account(accounts, entry, Network.X, social, "twitter", "twitter_id", proof);
    account(accounts, entry, Network.FACEBOOK, social, "facebook", "facebook_id", proof);
    account(accounts, entry, Network.YOUTUBE, social, "youtube", "youtube_id", proof);
    account(accounts, entry, Network.INSTAGRAM, social, "instagram", "instagram_id", proof);
    account(accounts, entry, Network.MASTODON, social, "mastodon", "mastodon_id", proof);
    account(accounts, entry, Network.BLUESKY, social, "bluesky", "bluesky_id", proof);
    return accounts;
  }

  private void account(
      List<AccountFact> into,
      Entry entry,
      Network network,
      JsonNode social,
      String handle,
      String id,
      Candidate.Proof proof) {
    String given = social.path(handle).asString(social.path(id).asString(""));
    boolean isByHandle = social.has(handle);
    collector.account(
        into,
        entry.file(),
        entry.line(),
        network,
        given,
        isByHandle ? social.path(id).asString(null) : null,
        proof);
  }
}
