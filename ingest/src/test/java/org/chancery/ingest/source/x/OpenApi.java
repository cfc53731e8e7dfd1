package org.chancery.ingest.source.x;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The document that describes the API of X: what we ask and what our server answers obeys it. */
final class OpenApi {
  static final JsonMapper JSON = JsonMapper.builder().build();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(Dialects.getOpenApi30());

  private final JsonNode document;
  private final Map<String, Schema> schemas = new HashMap<>();

  private OpenApi(JsonNode document) {
    this.document = document;
  }

  /** The test is left out where the document is absent. */
  static OpenApi read() throws Exception {
    Path file =
        Path.of(
            System.getProperty("chancery.shared", "../../shared"),
            "data/wire/x-api/openapi-2.167.json");
    Assumptions.assumeTrue(Files.exists(file), "left out, there is no " + file);
    return new OpenApi(JSON.readTree(file));
  }

  JsonNode schemaNode(String name) {
    return document.path("components").path("schemas").path(name);
  }

  List<String> schemaNames() {
    return List.copyOf(document.path("components").path("schemas").propertyNames());
  }

  private Schema schema(String name) {
    return schemas.computeIfAbsent(
        name,
        n -> {
          ObjectNode root = JSON.createObjectNode();
          root.put("$ref", "#/components/schemas/" + n);
          root.set("components", document.path("components"));
          return REGISTRY.getSchema(root);
        });
  }

  /** What is wrong with a value; keys that the schema does not name are wrong, too. */
  List<String> wrong(String name, JsonNode value) {
    List<String> all = new ArrayList<>();
    for (Error error : schema(name).validate(value)) {
      all.add(error.toString());
    }
    unnamed(schemaNode(name), value, name, all);
    return all;
  }

  /** The value, which the schema allows. */
  JsonNode checked(String name, JsonNode value) {
    assertThat(wrong(name, value)).as("%s %s", name, value).isEmpty();
    return value;
  }

  private void unnamed(JsonNode given, JsonNode value, String at, List<String> wrong) {
    JsonNode schema = resolved(given);
    if (value.isArray()) {
      value.forEach(one -> unnamed(schema.path("items"), one, at + "[]", wrong));
    }
    JsonNode properties = schema.path("properties");
    if (!value.isObject() || properties.isEmpty()) {
      return;
    }
    value
        .properties()
        .forEach(
            entry -> {
              String where = at + "." + entry.getKey();
              if (!properties.has(entry.getKey())) {
                wrong.add(where + " is not in the document");
              } else {
                unnamed(properties.path(entry.getKey()), entry.getValue(), where, wrong);
              }
            });
  }

  private JsonNode resolved(JsonNode schema) {
    String ref = schema.path("$ref").asString("");
    return ref.isEmpty() ? schema : schemaNode(ref.substring(ref.lastIndexOf('/') + 1));
  }

  /** Complains about a question that the document does not know. */
  void checkQuestion(String method, String template, String query) {
    JsonNode operation = document.path("paths").path(template).path(method.toLowerCase());
    assertThat(operation.isObject()).as("%s %s", method, template).isTrue();
    Map<String, JsonNode> known = new HashMap<>();
    for (JsonNode parameter : operation.path("parameters")) {
      String ref = parameter.path("$ref").asString("");
      JsonNode whole =
          ref.isEmpty()
              ? parameter
              : document
                  .path("components")
                  .path("parameters")
                  .path(ref.substring(ref.lastIndexOf('/') + 1));
      known.put(whole.path("name").asString(), resolved(whole.path("schema")));
    }
    parameters(query)
        .forEach(
            (name, value) -> {
              assertThat(known).as(template).containsKey(name);
              checkValue(template + " " + name, known.get(name), value);
            });
  }

  private void checkValue(String what, JsonNode schema, String value) {
    if (schema.path("type").asString("").equals("array")) {
      List<String> values = List.of(value.split(","));
      JsonNode items = resolved(schema.path("items"));
      values.forEach(one -> checkValue(what, items, one));
      if (schema.has("maxItems")) {
        assertThat(values.size()).as(what).isLessThanOrEqualTo(schema.path("maxItems").asInt());
      }
      return;
    }
    if (schema.has("enum")) {
      List<String> allowed = new ArrayList<>();
      schema.path("enum").forEach(one -> allowed.add(one.asString()));
      assertThat(allowed).as(what).contains(value);
    }
    if (schema.has("pattern")) {
      assertThat(value).as(what).matches(schema.path("pattern").asString());
    }
    if (schema.path("type").asString("").equals("integer")) {
      assertThat(Long.parseLong(value))
          .as(what)
          .isBetween(
              schema.path("minimum").asLong(Long.MIN_VALUE),
              schema.path("maximum").asLong(Long.MAX_VALUE));
    }
    if (schema.has("minLength")) {
      assertThat(value.length())
          .as(what)
          .isBetween(schema.path("minLength").asInt(), schema.path("maxLength").asInt(1 << 20));
    }
  }

  static Map<String, String> parameters(String query) {
    Map<String, String> all = new HashMap<>();
    for (String one : query.split("&")) {
      if (!one.isEmpty()) {
        String[] part = one.split("=", 2);
        all.put(part[0], URLDecoder.decode(part[1], StandardCharsets.UTF_8));
      }
    }
    return all;
  }
}
