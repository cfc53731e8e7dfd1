package org.chancery.ingest.source.settings;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chancery.ingest.registry.Wording;

/**
 * The keys of one section. Whoever reads asks for each key it knows; what nobody asked for is
 * unknown. What is wrong is gathered, with file, line and key, and told at once by {@link Sources}.
 * Used by one thread.
 */
public final class Block {
  private static final String KEYS_BELOW =
      "takes keys of its own, indented on the lines below it, was ";

  private final Path file;
  private final String path;
  private final Value.Keys keys;
  private final List<Complaint> complaints;
  private final Map<String, List<Block>> within = new LinkedHashMap<>();
  private final Set<String> asked = new TreeSet<>();

  /**
   * @param path of the section, with a dot behind it; empty at the top
   */
  Block(Path file, String path, Value.Keys keys, List<Complaint> complaints) {
    this.file = file;
    this.path = path;
    this.keys = keys;
    this.complaints = complaints;
  }

  /** Something wrong at a line of the file. */
  record Complaint(int line, String words) {}

  /** The section behind a key; an empty one where it is not set. */
  public Block section(String key) {
    Value.Keys inner =
        switch (find(key)) {
          case Value.Keys given -> given;
          case Value.Nothing none -> new Value.Keys(none.line(), Map.of());
          case Value.Text text -> {
            complain(key, KEYS_BELOW + Wording.shown(text.text()));
            yield new Value.Keys(text.line(), Map.of());
          }
          case Value.Many many -> {
            complain(key, KEYS_BELOW + "a list");
            yield new Value.Keys(many.line(), Map.of());
          }
        };
    return within(key, key, inner);
  }

  /** A list of sections behind a key: {@code - host: …}. */
  public List<Block> sections(String key) {
    List<Block> sections = new ArrayList<>();
    for (Value value : list(key)) {
      if (value instanceof Value.Keys inner) {
        sections.add(within(key, "%s[%d]".formatted(key, sections.size() + 1), inner));
      } else {
        complain(key, value.line(), "takes a list whose items have keys, such as \"- host: …\"");
      }
    }
    return sections;
  }

  private Block within(String key, String name, Value.Keys inner) {
    Block block = new Block(file, path + name + ".", inner, complaints);
    within.computeIfAbsent(key, k -> new ArrayList<>()).add(block);
    return block;
  }

  /** Whether anything is set here. */
  public boolean isSet() {
    return !keys.values().isEmpty();
  }

  /** One word or line. */
  public Optional<String> text(String key) {
    return switch (find(key)) {
      case Value.Text text -> Optional.of(text.text());
      case Value.Nothing none -> Optional.empty();
      case Value.Many many -> {
        complain(key, "takes one value, as in \"%s: VALUE\", was a list".formatted(key));
        yield Optional.empty();
      }
      case Value.Keys inner -> {
        complain(key, "takes one value, as in \"%s: VALUE\", has keys below it".formatted(key));
        yield Optional.empty();
      }
    };
  }

  /** A list; one value alone is a list of one. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Value value : list(key)) {
      switch (value) {
        case Value.Text text -> texts.add(text.text());
        case Value.Nothing none -> complain(key, none.line(), "has an empty item");
        case Value.Many many ->
            complain(
                key,
                many.line(),
                "takes a list of values, as in \"%s: [A, B]\", was a list of lists".formatted(key));
        case Value.Keys inner ->
            complain(
                key,
                inner.line(),
                "takes a list of values, as in \"%s: [A, B]\", has keys below it".formatted(key));
      }
    }
    return texts;
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String key, boolean usual) {
    return text(key)
        .map(
            text -> {
              if (!text.equals("true") && !text.equals("false")) {
                complain(key, "takes true or false, was " + Wording.shown(text));
              }
              return text.equals("true");
            })
        .orElse(usual);
  }

  /** A whole number within bounds. */
  public long number(String key, long usual, long least, long most) {
    return text(key)
        .map(
            text -> {
              long number = text.matches("[0-9]{1,15}") ? Long.parseLong(text) : -1;
              if (number < least || number > most) {
                complain(
                    key,
                    "takes a whole number from %d to %d, was %s"
                        .formatted(least, most, Wording.shown(text)));
                return usual;
              }
              return number;
            })
        .orElse(usual);
  }

  /** A moment, as {@code 2026-11-01T00:00:00Z}. */
  public Optional<Instant> instant(String key) {
    return text(key)
        .flatMap(
            text -> {
              try {
                return Optional.of(Instant.parse(text));
              } catch (DateTimeParseException e) {
                complain(
                    key, "takes a moment such as 2026-11-01T00:00:00Z, was " + Wording.shown(text));
                return Optional.empty();
              }
            });
  }

  /** A file that can be read; a relative path is meant from the folder of the settings. */
  public Optional<Path> file(String key) {
    return text(key).flatMap(text -> file(key, text, ""));
  }

  /**
   * Files that can be read.
   *
   * @param otherwise what to do where there is none, a sentence without its stop
   */
  public List<Path> files(String key, String otherwise) {
    return texts(key).stream().flatMap(text -> file(key, text, otherwise).stream()).toList();
  }

  private Optional<Path> file(String key, String text, String otherwise) {
    String what = null;
    Path named = null;
    try {
      Path folder = file.toAbsolutePath().getParent();
      named = folder == null ? Path.of(text) : folder.resolve(text);
      if (!Files.exists(named)) {
        what = "is not there" + (otherwise.isEmpty() ? "" : "; " + otherwise);
      } else if (Files.isDirectory(named)) {
        what = "is a folder";
      } else if (!Files.isReadable(named)) {
        what = "cannot be read by you";
      }
    } catch (InvalidPathException e) {
      what = "is no path";
    }
    if (what != null || named == null) {
      complain(
          key,
          "takes the name of a file; %s %s"
              .formatted(named == null ? Wording.shown(text) : named, what));
      return Optional.empty();
    }
    return Optional.of(named);
  }

  /**
   * One address.
   *
   * @param schemes that are understood, the wanted one first
   */
  public Optional<Address> address(String key, List<String> schemes) {
    return text(key).flatMap(text -> address(key, text, schemes));
  }

  /** Addresses, in their order. */
  public List<Address> addresses(String key, List<String> schemes) {
    return texts(key).stream().flatMap(text -> address(key, text, schemes).stream()).toList();
  }

  private Optional<Address> address(String key, String text, List<String> schemes) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && schemes.contains(uri.getScheme())) {
        return Optional.of(new Address(uri, where(key, find(key).line())));
      }
    } catch (IllegalArgumentException e) {
      // no address at all: told below
    }
    complain(
        key,
        "takes addresses that begin with %s://, was %s"
            .formatted(String.join(":// or ", schemes), Wording.shown(text)));
    return Optional.empty();
  }

  /** Says that what stands behind a key cannot be used. */
  public void complain(String key, String what) {
    complain(key, find(key).line(), what);
  }

  private void complain(String key, int line, String what) {
    complaints.add(new Complaint(line, "%s: %s".formatted(where(key, line), what)));
  }

  private String where(String key, int line) {
    return "%s:%d: %s%s".formatted(file, line, path, key);
  }

  /** Complains about every key that nobody asked for, here and below. */
  void finish() {
    keys.values()
        .forEach(
            (key, value) -> {
              if (!asked.contains(key)) {
                complaints.add(
                    new Complaint(
                        value.line(),
                        "%s:%d: %s%s is no key; known here are %s.%s"
                            .formatted(
                                file,
                                value.line(),
                                path,
                                Wording.shown(key),
                                String.join(", ", asked),
                                Wording.didYouMean(key, asked))));
              }
            });
    within.values().forEach(blocks -> blocks.forEach(Block::finish));
  }

  private List<Value> list(String key) {
    return switch (find(key)) {
      case Value.Many many -> many.values();
      case Value.Nothing none -> List.of();
      case Value.Text text -> List.of(text);
      case Value.Keys inner -> List.of(inner);
    };
  }

  private Value find(String key) {
    asked.add(key);
    Value value = keys.values().get(key);
    return value == null ? new Value.Nothing(keys.line()) : value;
  }
}
