package org.chancery.simulator.timeline;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes one JSON value at a time to bytes, UTF-8, without blanks. Not thread-safe. */
public final class JsonLines {
  private final JsonFactory factory = new JsonFactory();
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(2_048);

  /** The bytes of what the writer writes; no line end. */
  public byte[] write(Consumer<JsonGenerator> writer) {
    buffer.reset();
    try (JsonGenerator out = factory.createGenerator(ObjectWriteContext.empty(), buffer)) {
      writer.accept(out);
    }
    return buffer.toByteArray();
  }

  /** A property with a list of texts. */
  public static void texts(JsonGenerator out, String name, Iterable<String> values) {
    out.writeArrayPropertyStart(name);
    for (String value : values) out.writeString(value);
    out.writeEndArray();
  }
}
