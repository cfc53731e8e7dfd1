package org.chancery.ingest.source.x;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes the rules that are in force at X those of the listed accounts. Not thread-safe. */
final class XRuleKeeper {
  private static final String PATH = "/2/tweets/search/stream/rules";

  /** X takes so many at once. */
  private static final int MOST_AT_ONCE = 100;

  private final XApi api;
  private final XSettings settings;
  private @Nullable String error;

  XRuleKeeper(XApi api, XSettings settings) {
    this.api = api;
    this.settings = settings;
  }

  /** For whom there is no room, in words; null when there is for all. */
  @Nullable String error() {
    return error;
  }

  /**
   * @return null when the rules stand, else why not
   */
  @Nullable XAnswer put(XListed listed) {
    XRules rules = XRules.of(listed.names(), settings.ruleLength(), settings.rules());
    error =
        rules.left() == 0
            ? null
            : "there is no room in %d rules of %d characters for %d listed accounts"
                .formatted(settings.rules(), settings.ruleLength(), rules.left());
    List<JsonNode> inForce = new ArrayList<>();
    String more = "";
    do {
      Map<String, String> query = new LinkedHashMap<>();
      query.put("max_results", "1000");
      if (!more.isEmpty()) {
        query.put("pagination_token", more);
      }
      XAnswer answer = api.get(PATH, query);
      if (!(answer instanceof XAnswer.Page(JsonNode page))) {
        return answer;
      }
      page.path("data").forEach(inForce::add);
      String next = page.path("meta").path("next_token").asString("");
      more = next.equals(more) ? "" : next;
    } while (!more.isEmpty());
    return change(rules.from(inForce));
  }

  /** The old ones go first: there may be room for no more. */
  private @Nullable XAnswer change(XRules.Change change) {
    if (!change.delete().isEmpty()) {
      XAnswer answer = api.post(PATH, change.deletion());
      if (!(answer instanceof XAnswer.Page)) {
        return answer;
      }
    }
    for (int from = 0; from < change.add().size(); from += MOST_AT_ONCE) {
      int to = Math.min(change.add().size(), from + MOST_AT_ONCE);
      XRules.Change some = new XRules.Change(change.add().subList(from, to), List.of());
      XAnswer answer = api.post(PATH, some.addition());
      if (!(answer instanceof XAnswer.Page)) {
        return answer;
      }
    }
    return null;
  }
}
