package org.chancery.ingest.source.channel;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How far each channel was read. Immutable. */
record ChannelPlaces(Map<String, Place> all) {
  static final ChannelPlaces NONE = new ChannelPlaces(Map.of());

  /**
   * @param read when it was last read, whole
   * @param newest when its newest post was made; the epoch where it had none
   */
  record Place(Instant read, Instant newest) {}

  ChannelPlaces {
    all = Map.copyOf(all);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException when it is of another program
   */
  static ChannelPlaces parse(String text) {
    Map<String, Place> all = new TreeMap<>();
    for (String one : text.split(" ")) {
      if (!one.isEmpty()) {
        String[] part = one.split("=");
        if (part.length != 3) {
          throw new IllegalArgumentException("no place of a channel: " + one);
        }
        all.put(
            part[0],
            new Place(
                Instant.ofEpochSecond(Long.parseLong(part[1])),
                Instant.ofEpochSecond(Long.parseLong(part[2]))));
      }
    }
    return new ChannelPlaces(all);
  }

  String text() {
    return new TreeMap<>(all)
        .entrySet().stream()
            .map(
                e ->
                    "%s=%d=%d"
                        .formatted(
                            e.getKey(),
                            e.getValue().read().getEpochSecond(),
                            e.getValue().newest().getEpochSecond()))
            .collect(Collectors.joining(" "));
  }

  @Nullable Place of(String name) {
    return all.get(name);
  }

  ChannelPlaces with(String name, Place place) {
    Map<String, Place> more = new TreeMap<>(all);
    more.put(name, place);
    return new ChannelPlaces(more);
  }

  /** Grows with each reading. */
  long sum() {
    return all.values().stream().mapToLong(place -> place.read().getEpochSecond()).sum();
  }
}
