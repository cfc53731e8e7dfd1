package org.chancery.ingest.source.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the first JSON records of a file hold. */
final class SamplePaths {
  private static final int RECORDS = 200;
  private static final int DEPTH = 4;

  private SamplePaths() {}

  /** The first objects of the head, at most so many. */
  static List<JsonNode> objects(Sample sample, int most) {
    List<JsonNode> out = new ArrayList<>();
    try {
      ByteWindow window = new ByteWindow(new ByteArrayInputStream(sample.bytes()), Sample.SIZE + 1);
      JsonFrames frames = JsonLayout.of(sample).frames(window);
      while (out.size() < most && frames.next()) {
        if (frames.problem() == null) {
          JsonNode node = Json.parse(frames.buffer(), frames.from(), frames.to()).node();
          if (node != null && node.isObject()) {
            out.add(node);
          }
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out;
  }

  /** Paths of the first records with one value of each, in their order. */
  static Map<String, String> of(Sample sample) {
    Map<String, String> paths = new LinkedHashMap<>();
    for (JsonNode object : objects(sample, RECORDS)) {
      collect("", object, DEPTH, paths);
    }
    return paths;
  }

  private static void collect(String prefix, JsonNode node, int depth, Map<String, String> out) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      JsonNode value = entry.getValue();
      String path = prefix + entry.getKey();
      if (value.isObject() && depth > 1) {
        collect(path + ".", value, depth - 1, out);
      } else {
        String text = Json.scalar(value);
        out.merge(path, text == null ? "" : Texts.cut(text, 300), (a, b) -> a.isEmpty() ? b : a);
      }
    }
  }
}
