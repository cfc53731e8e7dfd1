package org.chancery.ingest.source.x;

import java.nio.charset.StandardCharsets;
import org.chancery.core.event.RejectReason;
import org.chancery.ingest.source.file.Json;
import tools.jackson.databind.JsonNode;

/** Lines of streams: each is one JSON object, whatever else comes is counted. */
final class XLines {
  private XLines() {}

  /**
   * A line of the filtered stream: a post with what it refers to, or a word on the stream itself.
   */
  static void post(XStream.Line line, XNews news) {
    JsonNode node = object(line, news);
    if (node == null) {
      return;
    }
    if (node.has("data")) {
      news.take(node, line.at());
    } else {
      news.main(node.has("errors") ? "stream-errors" : RejectReason.UNKNOWN_TYPE.name());
    }
  }

  /** A line of a compliance stream. */
  static void compliance(XStream.Line line, XListed listed, LookupChore edited, XNews news) {
    JsonNode node = object(line, news);
    if (node != null) {
      XCompliance.line(node, listed, edited, news);
    }
  }

  private static @org.jspecify.annotations.Nullable JsonNode object(XStream.Line line, XNews news) {
    byte[] text = line.text().getBytes(StandardCharsets.UTF_8);
    Json.Result read = Json.parse(XApi.JSON, text, 0, text.length);
    if (read.problem() != null) {
      news.main(read.problem().why().name());
      return null;
    }
    if (read.node() == null || !read.node().isObject()) {
      news.main(RejectReason.UNKNOWN_TYPE.name());
      return null;
    }
    return read.node();
  }
}
