package org.chancery.simulator.jetstream;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the client's {@code options_update} message. */
final class OptionsUpdate {
  private static final JsonFactory JSON = new JsonFactory();

  private OptionsUpdate() {}

  /**
   * What the client wants from now on; null for a message of another type.
   *
   * @throws IllegalArgumentException for what is no JSON, or asks for what there is not
   */
  static @Nullable Wanted parse(String message) {
    List<String> collections = new ArrayList<>();
    List<String> dids = new ArrayList<>();
    long largest = 0;
    String type = "";
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), message)) {
      if (in.nextToken() != JsonToken.START_OBJECT) throw new IllegalArgumentException("no object");
      String name = "";
      for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
        if (token == JsonToken.PROPERTY_NAME) {
          name = in.currentName();
        } else if (token == JsonToken.VALUE_STRING) {
          switch (name) {
            case "type" -> type = in.getString();
            case "wantedCollections" -> collections.add(in.getString());
            case "wantedDids" -> dids.add(in.getString());
            default -> {}
          }
        } else if (token == JsonToken.VALUE_NUMBER_INT && name.equals("maxMessageSizeBytes")) {
          largest = in.getLongValue();
        }
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("no JSON", e);
    }
    return type.equals("options_update") ? Wanted.of(collections, dids, largest) : null;
  }
}
