package org.chancery.ingest.source.bluesky;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORParser;

/**
 * DAG-CBOR as trees of JSON in the data model of the AT protocol: links become {@code
 * {"$link":cid}}, bytes {@code {"$bytes":base64}}. Thread-safe.
 *
 * @see <a href="https://atproto.com/specs/data-model">AT protocol, data model</a>
 */
final class DagCbor {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_TEXT = 1 << 20;
  private static final int LINK_TAG = 42;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final CBORFactory CBOR =
      CBORFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT)
                  .build())
          .build();

  private DagCbor() {}

  /** One value that fills the bytes. */
  static JsonNode one(byte[] bytes) throws BadBlockException {
    List<JsonNode> values = all(bytes);
    if (values.size() != 1) {
      throw new BadBlockException("%d values where one should be".formatted(values.size()));
    }
    return values.getFirst();
  }

  /** The values that follow each other in the bytes. */
  static List<JsonNode> all(byte[] bytes) throws BadBlockException {
    List<JsonNode> values = new ArrayList<>(2);
    try (CBORParser cbor = (CBORParser) CBOR.createParser(ObjectReadContext.empty(), bytes)) {
      while (cbor.nextToken() != null) {
        values.add(value(cbor));
      }
      return values;
    } catch (JacksonException e) {
      throw new BadBlockException("no CBOR: " + e.getOriginalMessage());
    }
  }

  /** Goes no deeper than the factory lets the parser go. */
  private static JsonNode value(CBORParser cbor) throws BadBlockException {
    int tag = cbor.getCurrentTag();
    return switch (cbor.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = NODES.objectNode();
        while (cbor.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = cbor.currentName();
          cbor.nextToken();
          object.set(name, value(cbor));
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = NODES.arrayNode();
        while (cbor.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(cbor));
        }
        yield array;
      }
      case VALUE_STRING -> NODES.stringNode(cbor.getString());
      case VALUE_NUMBER_INT ->
          switch (cbor.getNumberType()) {
            case INT -> NODES.numberNode(cbor.getIntValue());
            case LONG -> NODES.numberNode(cbor.getLongValue());
            default -> NODES.numberNode(cbor.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(cbor.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case VALUE_EMBEDDED_OBJECT -> bytes(cbor, tag);
      default -> throw new BadBlockException("a value of no JSON: " + cbor.currentToken());
    };
  }

  private static ObjectNode bytes(CBORParser cbor, int tag) throws BadBlockException {
    byte[] bytes = cbor.getBinaryValue();
    if (bytes == null) {
      throw new BadBlockException("a simple value of no JSON");
    }
    return tag == LINK_TAG
        ? NODES.objectNode().put("$link", Cid.ofLink(bytes).toString())
        : NODES
            .objectNode()
            .put("$bytes", Base64.getEncoder().withoutPadding().encodeToString(bytes));
  }
}
