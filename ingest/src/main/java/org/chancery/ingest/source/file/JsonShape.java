package org.chancery.ingest.source.file;

import tools.jackson.databind.JsonNode;

/** How a format writes its things in JSON. */
@FunctionalInterface
interface JsonShape {
  /** Reads one JSON text; gives the output at least one item. */
  void read(JsonNode record, Output out);
}
