package org.chancery.ingest.source.x;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.chancery.ingest.egress.Egress;
import tools.jackson.databind.JsonNode;

/** Tries the API once, by a question that costs nothing: which rules are in force. */
public final class XTrial {
  private XTrial() {}

  /**
   * @return what was found, in words
   * @throws IOException with what is wrong, in words
   */
  public static String of(XSettings settings, Egress egress, InstantSource clock)
      throws IOException {
    XToken token = XToken.read(Path.of(settings.token()));
    XApi api = new XApi(egress, token, settings.api(), clock);
    XAnswer answer = api.get("/2/tweets/search/stream/rules", Map.of("max_results", "1000"));
    if (answer instanceof XAnswer.Page(JsonNode page)) {
      int ours = 0;
      for (JsonNode rule : page.path("data")) {
        ours += rule.path("tag").asString("").equals(XRules.TAG) ? 1 : 0;
      }
      return "the token is taken; %d rules of ours are in force".formatted(ours);
    }
    throw new IOException(answer.words());
  }
}
