package org.chancery.ingest.source.file;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a page includes beside its posts, by id. */
final class XV2Page {
  private final Map<String, JsonNode> users;
  private final Map<String, JsonNode> posts;

  XV2Page(JsonNode page) {
    JsonNode includes = Json.at(page, "includes");
    users = byId(Json.at(includes, "users"));
    posts = byId(Json.at(includes, "tweets", "posts"));
  }

  @Nullable JsonNode user(@Nullable String id) {
    return id == null ? null : users.get(id);
  }

  @Nullable JsonNode post(@Nullable String id) {
    return id == null ? null : posts.get(id);
  }

  private static Map<String, JsonNode> byId(@Nullable JsonNode list) {
    if (list == null || !list.isArray()) {
      return Map.of();
    }
    Map<String, JsonNode> map = new HashMap<>();
    for (JsonNode node : list) {
      String id = Json.text(node, "id");
      if (id != null) {
        map.put(id, node);
      }
    }
    return map;
  }
}
