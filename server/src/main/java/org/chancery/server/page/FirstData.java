package org.chancery.server.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.chancery.server.api.answer.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.util.RawValue;

/**
 * What stands in a page so that it need not be asked for: answers by their addresses, and what the
 * hub says of itself. Thread-safe.
 */
public final class FirstData {
  private static final Logger LOG = LoggerFactory.getLogger(FirstData.class);
  private static final String API = "/api/v1";
  private static final String SNAPSHOT = API + "/live-snapshot";

  /** Pages that ask for nothing before they know the measures; of one thing with a star. */
  private static final Set<String> WITH_MEASURES = Set.of("map", "rankings", "actors/*", "methods");

  private final UnaryOperator<String> api;
  private final Supplier<String> snapshot;
  private final About about;

  /**
   * What a page says of its hub.
   *
   * @param contact a link by which errors are reported, "" for none
   */
  public record About(boolean simulated, String build, String contact) {}

  /**
   * @param api the JSON of a path below /api/v1
   * @param snapshot the JSON of the newest snapshot
   */
  public FirstData(UnaryOperator<String> api, Supplier<String> snapshot, About about) {
    this.api = api;
    this.snapshot = snapshot;
    this.about = about;
  }

  /**
   * As JSON that may stand in a script element. An answer that cannot be made is left out: the page
   * asks for it.
   *
   * @param page its path below the language, with {@code *} for an id
   */
  String of(String page) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("simulated", about.simulated);
    data.put("version", about.build);
    data.put("contact", about.contact);
    put(data, "/countries");
    if (WITH_MEASURES.contains(page)) {
      put(data, "/measures");
    }
    if (page.isEmpty()) {
      put(data, SNAPSHOT, snapshot);
    }
    return Html.json(Json.text(data));
  }

  private void put(Map<String, Object> data, String path) {
    put(data, API + path, () -> api.apply(path));
  }

  private static void put(Map<String, Object> data, String address, Supplier<String> answer) {
    try {
      data.put(address, new RawValue(answer.get()));
    } catch (RuntimeException e) {
      LOG.warn("a page went out without {}: {}", address, e.toString());
    }
  }
}
