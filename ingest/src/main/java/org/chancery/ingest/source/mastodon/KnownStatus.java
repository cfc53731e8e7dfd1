package org.chancery.ingest.source.mastodon;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one of the newest statuses of an account, to find edits, deletes and new
 * counts. Immutable.
 *
 * @param id by which its server knows it
 * @param uri the post's id
 * @param counts sum of what was told of the public's engagement
 */
record KnownStatus(String id, String uri, Instant created, @Nullable Instant edited, int counts) {

  static final Comparator<KnownStatus> NEWEST_FIRST =
      Comparator.comparing(KnownStatus::created)
          .thenComparing(KnownStatus::id, Page.ORDER)
          .reversed();

  static KnownStatus of(Status status) {
    return new KnownStatus(
        status.id(),
        status.post().id(),
        status.post().created(),
        status.edited(),
        status.post().engagement().hashCode());
  }

  /** Whether the author changed the post since. */
  boolean wasEdited(Status now) {
    return now.edited() != null && (edited == null || now.edited().isAfter(edited));
  }

  /** Newest first, a line each: ids hold no control characters. */
  static byte[] bytes(List<KnownStatus> known) {
    return known.stream()
        .map(
            k ->
                String.join(
                    "\t",
                    k.id,
                    k.uri,
                    Long.toString(k.created.toEpochMilli()),
                    k.edited == null ? "" : Long.toString(k.edited.toEpochMilli()),
                    Integer.toString(k.counts)))
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  static List<KnownStatus> parse(byte[] bytes) {
    List<KnownStatus> known = new ArrayList<>();
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
      String[] part = line.split("\t", -1);
      if (part.length == 5) {
        known.add(
            new KnownStatus(
                part[0],
                part[1],
                Instant.ofEpochMilli(Long.parseLong(part[2])),
                part[3].isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(part[3])),
                Integer.parseInt(part[4])));
      }
    }
    return known;
  }
}
