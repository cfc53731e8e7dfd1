package org.chancery.ingest.source.file;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.chancery.core.event.Network;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a CSV, or paths of JSON objects ({@code a.b.c}), hold what a neutral post has. A
 * value that begins with {@code =} is a literal. Immutable.
 *
 * @param format {@link FileFormat#CSV} or {@link FileFormat#JSONL}
 * @param columns by neutral name, in the order of the file
 * @param separator null: found by itself
 * @param quote null: the double quote
 * @param encoding null: found by itself
 * @param createdPattern a pattern of {@link DateTimeFormatter}; null: the known forms
 */
public record ColumnMap(
    FileFormat format,
    Map<String, String> columns,
    @Nullable Character separator,
    @Nullable Character quote,
    @Nullable Charset encoding,
    @Nullable String createdPattern) {
  public ColumnMap {
    columns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    if (!format.needsMap()) {
      throw new IllegalArgumentException("format must be csv or jsonl, was " + format.slug());
    }
    for (String key : columns.keySet()) {
      if (!MapKeys.NEUTRAL.contains(key)) {
        throw new IllegalArgumentException(
            key + " is no key of a column map" + Words.didYouMean(key, MapKeys.NEUTRAL));
      }
    }
    for (String key : MapKeys.REQUIRED) {
      if (!columns.containsKey(key)) {
        throw new IllegalArgumentException("the column map needs " + key);
      }
    }
    if (!columns.containsKey("account.id") && !columns.containsKey("account.handle")) {
      throw new IllegalArgumentException("the column map needs account.handle or account.id");
    }
    String network = columns.get("network");
    if (network.startsWith("=") && Network.find(network.substring(1)).isEmpty()) {
      throw new IllegalArgumentException(
          "network is one of %s, was %s".formatted(Network.slugs(), Texts.quote(network)));
    }
    if (createdPattern != null) {
      Times.pattern(createdPattern);
    }
  }

  /** Reads a map from YAML; an {@link UnusableFileException} tells what is wrong with it. */
  public static ColumnMap read(Path yaml) throws IOException {
    try {
      return parse(Files.readString(yaml));
    } catch (IllegalArgumentException e) {
      throw new UnusableFileException(yaml + ": " + e.getMessage());
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new UnusableFileException(yaml + ": the column map must be UTF-8");
    }
  }

  /**
   * Reads a map from YAML text.
   *
   * @throws IllegalArgumentException when it is none, in words, with the nearest known key
   */
  public static ColumnMap parse(String yaml) {
    return ColumnMapYaml.parse(yaml);
  }

  /** The map as YAML, which {@link #parse} reads again. */
  public String toYaml() {
    return ColumnMapYaml.write(this);
  }

  /** The column or path of a key, or its literal; empty when the map does not have it. */
  Optional<String> find(String key) {
    return Optional.ofNullable(columns.get(key));
  }
}
