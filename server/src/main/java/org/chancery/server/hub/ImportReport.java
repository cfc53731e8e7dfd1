package org.chancery.server.hub;

import java.util.Map;
import java.util.Set;

/**
 * What an import did.
 *
 * @param counts what became of the records, by cause, over the whole import
 * @param added posts that were not known, in this run
 * @param replaced posts of which a better observation came, in this run
 * @param indexed months whose text index was made at the end
 * @param loadMillis time until all rows were durable and counted
 * @param indexMillis time of making text indexes
 * @param rejects path of the rejects file, told when there are rejects
 */
public record ImportReport(
    Map<String, Long> counts,
    long added,
    long replaced,
    Set<String> indexed,
    long loadMillis,
    long indexMillis,
    String rejects) {

  /** Records that could not be used. */
  public long rejected() {
    return counts.entrySet().stream()
        .filter(e -> e.getKey().equals(e.getKey().toUpperCase(java.util.Locale.ROOT)))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
