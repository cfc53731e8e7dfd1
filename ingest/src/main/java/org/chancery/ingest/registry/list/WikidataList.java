package org.chancery.ingest.registry.list;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chancery.core.event.Network;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Voice;
import org.chancery.ingest.registry.Wording;
import org.chancery.ingest.registry.list.Candidate.AccountFact;
import org.chancery.ingest.registry.list.Candidate.TenureFact;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer in the W3C's SPARQL 1.1 Query Results JSON Format to one of the queries in {@code
 * wikidata/*.rq}, whose variables are explained there. Rows of one item, of whichever file, are one
 * candidate; the first tells its kind.
 */
final class WikidataList {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(50)
                          .maxStringLength(100_000)
                          .build())
                  .build())
          .build();

  /** Wikidata's number for "known to the day". */
  private static final int TO_THE_DAY = 11;

  private record Binding(String file, int row, int line, JsonNode node) {
    /** The value of a variable; empty when it is not bound or unknown (a blank node). */
    String value(String variable) {
      JsonNode term = node.path(variable);
      return term.path("type").asString("").equals("bnode") ? "" : term.path("value").asString("");
    }

    /** Whether the answer tells it at all, even as unknown. */
    boolean isBound(String variable) {
      return node.has(variable);
    }

    /**
     * The day of {@code 2017-05-14T00:00:00Z}; empty when it is not bound, unknown, or known less
     * precisely.
     */
    Optional<String> day(String variable) {
      String time = value(variable);
      String precision = value(variable + "_precision");
      boolean isToTheDay = precision.isEmpty() || precision.equals(String.valueOf(TO_THE_DAY));
      return time.isEmpty() || !isToTheDay
          ? Optional.empty()
          : Optional.of(time.replaceFirst("T.*$", ""));
    }

    /** A time that is no day, in words. */
    String shown(String variable) {
      String time = value(variable);
      return time.isEmpty() ? "an unknown day" : "about " + time;
    }
  }

  private final Handed handed;
  private final Collector collector;

  WikidataList(Handed handed, Collector collector) {
    this.handed = handed;
    this.collector = collector;
  }

  void read(List<ListFile> files) {
    List<Binding> bindings = new ArrayList<>();
    files.forEach(file -> bindings(file, bindings));
    Map<String, List<Binding>> byItem = new LinkedHashMap<>();
    for (Binding binding : bindings) {
      Optional<String> item =
          collector.wikidata(binding.file(), binding.line(), binding.value("item"));
      item.ifPresent(q -> byItem.computeIfAbsent(q, k -> new ArrayList<>()).add(binding));
      if (item.isEmpty() && binding.value("item").isEmpty()) {
        collector.reject(
            binding.file(), binding.line(), RejectCause.BAD_ID, "the row binds no ?item");
      }
    }
    byItem.forEach(this::candidate);
  }

  /** Adds the rows of a file; they are counted over all files, so that each number names one. */
  private void bindings(ListFile file, List<Binding> bindings) {
    try (JsonParser parser = JSON.createParser(file.text())) {
      boolean found = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.PROPERTY_NAME && parser.currentName().equals("bindings")) {
          found = parser.nextToken() == JsonToken.START_ARRAY;
          while (found && parser.nextToken() != JsonToken.END_ARRAY) {
            int line = parser.currentTokenLocation().getLineNr();
            JsonNode node = parser.readValueAsTree();
            if (node.isObject()) {
              bindings.add(new Binding(file.name(), bindings.size() + 1, line, node));
            } else {
              collector.reject(file.name(), line, RejectCause.BAD_ID, "the row is no JSON object");
            }
          }
        }
      }
      if (!found) {
        collector.reject(
            file.name(),
            0,
            RejectCause.BAD_FORMAT,
            "no SPARQL results: results.bindings is missing");
      }
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
      collector.reject(
          file.name(),
          line,
          RejectCause.BAD_FORMAT,
          "no JSON from here on; a query that ran out of time ends so");
    }
  }

  /** The first row that tells the variable, else the first of all. */
  private static Binding telling(List<Binding> rows, String variable) {
    return rows.stream()
        .filter(row -> !row.value(variable).isEmpty())
        .findFirst()
        .orElse(rows.getFirst());
  }

  private @Nullable String text(List<Binding> rows, String variable) {
    Binding row = telling(rows, variable);
    return collector.text(row.file(), row.line(), row.value(variable));
  }

  private void candidate(String item, List<Binding> rows) {
    Binding first = rows.getFirst();
    Optional<ActorKind> kind = ActorKind.find(first.value("kind"));
    if (kind.isEmpty()) {
      collector.reject(
          first.file(),
          first.line(),
          RejectCause.UNKNOWN_KIND,
          "%s is no kind of actor".formatted(Wording.shown(first.value("kind"))));
      return;
    }
    Set<String> names = new LinkedHashSet<>();
    for (Binding row : rows) {
      for (String variable : List.of("name_en", "name_fr", "name")) {
        String name = row.value(variable);
        if (!name.isBlank() && !name.equals(item)) {
          collector.name(row.file(), row.line(), name).ifPresent(names::add);
        }
      }
    }
    if (names.isEmpty()) {
      collector.reject(
          first.file(), first.line(), RejectCause.NO_NAME, item + " has no name in the answer");
      return;
    }
    Binding ofCountry = telling(rows, "country");
    Optional<String> country = country(ofCountry, "country");
    if (!ofCountry.value("country").isEmpty() && country.isEmpty()) {
      return;
    }
    boolean isPerson = first.value("voice").equals("person");
    Candidate.Proof proof = handed.proof("Wikidata " + item);
    Optional<MissionType> mission =
        kind.get() == ActorKind.MISSION
            ? MissionType.find(first.value("mission"))
                .or(() -> MissionType.find(names.iterator().next()))
            : Optional.empty();
    collector.add(
        new Candidate(
            new Candidate.Place(
                ListFormat.WIKIDATA.slug(), first.file(), first.row(), first.line(), ""),
            kind.get(),
            isPerson ? Voice.PERSON : Voice.INSTITUTION,
            List.copyOf(names),
            text(rows, "name_fr"),
            false,
            country.orElse(null),
            null,
            country(first, "host").orElse(null),
            mission
                .map(
                    type ->
                        new Candidate.Mission(
                            type, collector.text(first.file(), first.line(), first.value("city"))))
                .orElse(null),
            item,
            text(rows, "website"),
            null,
            accounts(rows, proof),
            tenures(rows, proof),
            proof));
  }

  private Optional<String> country(Binding row, String variable) {
    String given = row.value(variable);
    Optional<String> code = handed.countries().find(given);
    if (code.isEmpty() && !given.isEmpty()) {
      collector.reject(
          row.file(),
          row.line(),
          RejectCause.UNKNOWN_COUNTRY,
          "%s is no country of the registry".formatted(Wording.shown(given)));
    }
    return code;
  }

  private List<AccountFact> accounts(List<Binding> rows, Candidate.Proof proof) {
    Map<String, AccountFact> accounts = new LinkedHashMap<>();
    for (Binding row : rows) {
      for (Network network : Network.values()) {
        List<AccountFact> one = new ArrayList<>();
        String variable = network.slug();
        collector.account(
            one,
            row.file(),
            row.line(),
            network,
            row.value(variable),
            row.value(variable + "_id"),
            proof);
        one.forEach(
            a ->
                accounts.merge(
                    network + a.handle(), a, (old, now) -> old.nativeId() == null ? now : old));
      }
    }
    return List.copyOf(accounts.values());
  }

  private List<TenureFact> tenures(List<Binding> rows, Candidate.Proof proof) {
    Set<TenureFact> tenures = new LinkedHashSet<>();
    for (Binding row : rows) {
      Optional<ActorKind> office = ActorKind.find(row.value("office"));
      Optional<String> of = country(row, "office_country");
      if (office.isPresent() && of.isPresent()) {
        collector
            .tenure(
                row.file(),
                row.line(),
                office.get(),
                of.get(),
                from(row),
                row.isBound("to") ? row.day("to").orElse(row.shown("to")) : "",
                proof)
            .ifPresent(tenures::add);
      }
    }
    return List.copyOf(tenures);
  }

  private @Nullable String from(Binding row) {
    Optional<String> day = row.day("from");
    if (day.isEmpty() && !row.value("from").isEmpty()) {
      collector.reject(
          row.file(),
          row.line(),
          RejectCause.IMPRECISE_DATE,
          "%s is known to no day".formatted(Wording.shown(row.value("from"))));
    }
    return day.map(given -> collector.date(row.file(), row.line(), given)).orElse(null);
  }
}
