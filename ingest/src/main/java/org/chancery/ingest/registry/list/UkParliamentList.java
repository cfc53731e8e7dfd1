package org.chancery.ingest.registry.list;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chancery.core.event.Network;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Voice;
import org.chancery.ingest.registry.list.Candidate.AccountFact;
import org.chancery.ingest.registry.list.Candidate.TenureFact;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files of parlparse: accounts by person's id ({@code social-media-….xml}), names as Wikipedia's
 * page titles ({@code wikipedia-….xml}), offices ({@code ministers.json}). A person without a name
 * in the files given is rejected.
 */
final class UkParliamentList {
  private static final String COUNTRY = "GBR";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final class Person {
    private final String file;
    private final int line;
    private final List<AccountFact> accounts = new ArrayList<>();
    private final List<TenureFact> tenures = new ArrayList<>();
    private Optional<String> name = Optional.empty();
    private boolean hasAccountLine;

    Person(String file, int line) {
      this.file = file;
      this.line = line;
    }
  }

  private final Handed handed;
  private final Collector collector;
  private final Map<String, Person> persons = new LinkedHashMap<>();

  UkParliamentList(Handed handed, Collector collector) {
    this.handed = handed;
    this.collector = collector;
  }

  void read(List<ListFile> files) {
    files.stream()
        .sorted(Comparator.comparing((ListFile f) -> !f.name().startsWith("social")))
        .forEach(file -> read(file));
    int row = 0;
    for (Map.Entry<String, Person> entry : persons.entrySet()) {
      row++;
      Person person = entry.getValue();
      if (!person.accounts.isEmpty() || !person.tenures.isEmpty()) {
        candidate(entry.getKey(), row, person);
      }
    }
  }

  private void read(ListFile file) {
    if (file.name().endsWith(".json")) {
      offices(file);
    } else {
      XmlTags.each(
          file,
          collector,
          tag -> {
            if (tag.name().equals("personinfo")) {
              info(file, tag);
            }
          });
    }
  }

  private void info(ListFile file, XmlTags.Tag tag) {
    String id = number(tag.attribute("id"));
    Person person = persons.computeIfAbsent(id, k -> new Person(file.name(), tag.line()));
    String page = tag.attribute("wikipedia_url");
    if (!page.isEmpty()) {
      person.name = collector.name(file.name(), tag.line(), title(page));
    }
    account(person, file, tag, Network.X, "twitter_username");
    account(person, file, tag, Network.BLUESKY, "bluesky_handle");
    account(person, file, tag, Network.FACEBOOK, "facebook_page");
    person.hasAccountLine |= page.isEmpty();
  }

  private void account(
      Person person, ListFile file, XmlTags.Tag tag, Network network, String attribute) {
    collector.account(
        person.accounts,
        file.name(),
        tag.line(),
        network,
        tag.attribute(attribute),
        null,
        proof(number(tag.attribute("id"))));
  }

  private void candidate(String id, int row, Person person) {
    if (person.name.isEmpty()) {
      collector.reject(
          person.file,
          person.line,
          RejectCause.NO_NAME,
          "no file given names person %s; wikipedia-….xml may".formatted(id));
      return;
    }
    collector.add(
        new Candidate(
            new Candidate.Place(ListFormat.UK_PARLIAMENT.slug(), person.file, row, person.line, ""),
            ActorKind.PARLIAMENTARIAN,
            Voice.PERSON,
            List.of(person.name.get()),
            null,
            false,
            COUNTRY,
            null,
            null,
            null,
            null,
            null,
            person.hasAccountLine ? "member of a parliament of the United Kingdom" : null,
            person.accounts,
            person.tenures,
            proof(id)));
  }

  private void offices(ListFile file) {
    JsonNode root;
    try {
      root = JSON.readTree(file.text());
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
      collector.reject(file.name(), line, RejectCause.BAD_FORMAT, "no JSON");
      return;
    }
    for (JsonNode membership : root.path("memberships")) {
      Optional<ActorKind> office = office(membership.path("role").asString(""));
      if (office.isPresent()) {
        String id = number(membership.path("person_id").asString(""));
        Person person = persons.computeIfAbsent(id, k -> new Person(file.name(), 0));
        collector
            .tenure(
                file.name(),
                0,
                office.get(),
                COUNTRY,
                collector.date(file.name(), 0, membership.path("start_date").asString(null)),
                membership.path("end_date").asString(""),
                proof(id))
            .ifPresent(person.tenures::add);
      }
    }
  }

  private static Optional<ActorKind> office(String role) {
    if (role.equals("The Prime Minister") || role.equals("Prime Minister")) {
      return Optional.of(ActorKind.HEAD_OF_GOVERNMENT);
    }
    return role.matches("(The )?Secretary of State for Foreign.*")
        ? Optional.of(ActorKind.FOREIGN_MINISTER)
        : Optional.empty();
  }

  private Candidate.Proof proof(String id) {
    return handed.proof("person " + id);
  }

  private static String number(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  /** {@code …/wiki/Graham_Allen_(politician)} is Graham Allen. */
  private static String title(String page) {
    String last = page.substring(page.lastIndexOf("/wiki/") + "/wiki/".length());
    String title;
    try {
      title = URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      title = last;
    }
    return title
        .replace('_', ' ')
        .replaceFirst(" \\(.*\\)$", "")
        .replaceFirst(", (Baron|Baroness|Lord) .*$", "");
  }
}
