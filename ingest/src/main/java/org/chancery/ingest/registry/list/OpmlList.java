package org.chancery.ingest.registry.list;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chancery.core.event.Network;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Voice;
import org.chancery.ingest.registry.list.Candidate.AccountFact;
import org.jspecify.annotations.Nullable;

/**
 * Feeds of an OPML file. What an entry is, the format does not say: the person who imports does. An
 * outline around it whose title is a country gives the country.
 */
final class OpmlList {
  private final Handed handed;
  private final Collector collector;
  private final Map<Integer, String> titles = new HashMap<>();
  private int rows;

  OpmlList(Handed handed, Collector collector) {
    this.handed = handed;
    this.collector = collector;
  }

  void read(ListFile file) {
    rows = 0;
    titles.clear();
    XmlTags.each(file, collector, tag -> outline(file, tag));
  }

  private void outline(ListFile file, XmlTags.Tag tag) {
    titles.keySet().removeIf(depth -> depth >= tag.depth());
    if (!tag.name().equals("outline")) {
      return;
    }
    String title =
        tag.attribute("title").isEmpty() ? tag.attribute("text") : tag.attribute("title");
    if (tag.attribute("xmlUrl").isEmpty()) {
      titles.put(tag.depth(), title);
      return;
    }
    rows++;
    Optional<String> name = collector.name(file.name(), tag.line(), title);
    List<AccountFact> accounts = new ArrayList<>();
    collector.account(
        accounts,
        file.name(),
        tag.line(),
        Network.FEED,
        tag.attribute("xmlUrl"),
        null,
        handed.proof(file.name()));
    if (name.isEmpty() || accounts.isEmpty()) {
      return;
    }
    ActorKind kind = handed.kind() == null ? ActorKind.MEDIA : handed.kind();
    collector.add(
        new Candidate(
            new Candidate.Place(ListFormat.OPML.slug(), file.name(), rows, tag.line(), ""),
            kind,
            Voice.INSTITUTION,
            List.of(name.get()),
            null,
            false,
            country(),
            null,
            null,
            null,
            null,
            collector.text(file.name(), tag.line(), tag.attribute("htmlUrl")),
            null,
            accounts,
            List.of(),
            handed.proof(file.name())));
  }

  private @Nullable String country() {
    return titles.values().stream()
        .map(title -> handed.countries().find(title))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }
}
