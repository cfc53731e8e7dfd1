package org.chancery.ingest.source.x;

import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Posts that X said were edited, as they stand now. */
final class LookupChore implements XChore {
  private static final int MOST = 100;
  private final Set<String> ids = new LinkedHashSet<>();
  private final InstantSource clock;

  LookupChore(InstantSource clock) {
    this.clock = clock;
  }

  void add(String id) {
    if (ids.size() < MOST * MOST) {
      ids.add(id);
    }
  }

  @Override
  public String name() {
    return "edits";
  }

  @Override
  public XAnswer step(XApi api, XNews news) {
    List<String> some = first();
    Map<String, String> query = XQueries.posts();
    query.put("ids", String.join(",", some));
    XAnswer answer = api.get("/2/tweets", query);
    if (answer instanceof XAnswer.Page(JsonNode page)) {
      news.take(page, clock.instant());
      some.forEach(ids::remove);
    }
    return answer;
  }

  private List<String> first() {
    return ids.stream().limit(MOST).toList();
  }

  @Override
  public boolean done() {
    return ids.isEmpty();
  }

  @Override
  public void passOver() {
    first().forEach(ids::remove);
  }
}
