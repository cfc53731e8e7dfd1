package org.chancery.ingest.registry.list;

import org.chancery.core.registry.ActorKind;
import org.jspecify.annotations.Nullable;

/**
 * What the person who imports tells of a list.
 *
 * @param source in which all its facts stand; a reader adds the row's own id
 * @param checked date of the list, as the registry writes dates
 * @param kind for lists that do not say what their entries are, else null
 * @param columns for {@link ListFormat#CSV}, else null
 */
public record Handed(
    CountryNames countries,
    String source,
    String checked,
    @Nullable ActorKind kind,
    @Nullable ActorColumns columns) {
  Candidate.Proof proof() {
    return new Candidate.Proof(source, checked);
  }

  Candidate.Proof proof(String own) {
    return new Candidate.Proof("%s (%s)".formatted(source, own), checked);
  }
}
