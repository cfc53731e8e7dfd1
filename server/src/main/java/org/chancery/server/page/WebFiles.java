package org.chancery.server.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The built web as it lies on the class path below {@code /web}. Thread-safe. */
public final class WebFiles {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,200}");

  private static final TypeReference<Map<String, List<String>>> PRELOADS = new TypeReference<>() {};

  private final String base;
  private final Map<String, List<String>> preloads;
  private final Map<String, Optional<byte[]>> files = new ConcurrentHashMap<>();

  private WebFiles(String base) {
    this.base = base;
    this.preloads = readPreloads();
  }

  public static WebFiles ofClasspath() {
    return new WebFiles("/web/");
  }

  /** The same from another place of the class path, for tests; ends with a slash. */
  public static WebFiles of(String base) {
    return new WebFiles(base);
  }

  /** The page before anything is filled in; empty when the web was not built. */
  Optional<byte[]> index() {
    return file("index.html");
  }

  /**
   * Scripts and styles that a page or a language needs beside those that every page names.
   *
   * @param part {@code en} or {@code fr}, or the path of a page with {@code *} for an id
   */
  List<String> preloads(String part) {
    return preloads.getOrDefault(part, List.of());
  }

  private Map<String, List<String>> readPreloads() {
    return read("preloads.json")
        .map(json -> new JsonMapper().readValue(json, PRELOADS))
        .orElse(Map.of());
  }

  /** A file of {@code assets}, by its plain name. */
  Optional<byte[]> asset(String name) {
    return NAME.matcher(name).matches() && !name.contains("..")
        ? file("assets/" + name)
        : Optional.empty();
  }

  private Optional<byte[]> file(String path) {
    Optional<byte[]> known = files.get(path);
    if (known != null) {
      return known;
    }
    Optional<byte[]> read = read(path);
    if (read.isPresent()) { // names that do not exist must not fill the memory
      files.put(path, read);
    }
    return read;
  }

  private Optional<byte[]> read(String path) {
    try (InputStream in = WebFiles.class.getResourceAsStream(base + path)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
