package org.chancery.server.api.openapi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chancery.server.api.answer.Field;
import org.chancery.server.api.answer.Says;

/** JSON schemas of records, each under its own name. Not thread-safe. */
final class Schemas {
  private final Map<String, Object> named = new LinkedHashMap<>();

  /** All that were asked for. */
  Map<String, Object> named() {
    return named;
  }

  /** A reference to the schema of a record. */
  Map<String, Object> of(Class<?> record) {
    String name = name(record);
    if (!named.containsKey(name)) {
      named.put(name, Map.of()); // holds the place, should the record hold itself
      named.put(name, object(record));
    }
    return Map.of("$ref", "#/components/schemas/" + name);
  }

  private static String name(Class<?> record) {
    Class<?> outer = record.getEnclosingClass();
    return outer == null ? record.getSimpleName() : outer.getSimpleName() + record.getSimpleName();
  }

  private Map<String, Object> object(Class<?> record) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Field field : Field.of(record)) {
      Map<String, Object> schema = new LinkedHashMap<>(value(field));
      if (field.nullable()) {
        schema = nullable(schema);
      } else {
        required.add(field.name());
      }
      if (!field.says().isEmpty()) {
        schema.put("description", field.says());
      }
      properties.put(field.name(), schema);
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", "object");
    Says says = record.getAnnotation(Says.class);
    if (says != null) {
      object.put("description", says.value());
    }
    object.put("properties", properties);
    if (!required.isEmpty()) {
      object.put("required", required);
    }
    return object;
  }

  private static Map<String, Object> nullable(Map<String, Object> schema) {
    Map<String, Object> either = new LinkedHashMap<>(schema);
    if (schema.get("type") instanceof String type) {
      either.put("type", List.of(type, "null"));
      return either;
    }
    return new LinkedHashMap<>(Map.of("anyOf", List.of(schema, Map.of("type", "null"))));
  }

  private Map<String, Object> value(Field field) {
    Class<?> type = field.type();
    if (List.class.isAssignableFrom(type)) {
      return Map.of("type", "array", "items", value(field.element()));
    }
    if (Map.class.isAssignableFrom(type)) {
      return Map.of("type", "object", "additionalProperties", value(field.element()));
    }
    return value(type);
  }

  private Map<String, Object> value(Class<?> type) {
    if (type == Object.class) {
      return Map.of();
    }
    if (type.isRecord()) {
      return of(type);
    }
    if (type == String.class) {
      return Map.of("type", "string");
    }
    if (type == Instant.class) {
      return Map.of("type", "string", "format", "date-time");
    }
    if (type == boolean.class || type == Boolean.class) {
      return Map.of("type", "boolean");
    }
    if (type == double.class || type == Double.class) {
      return Map.of("type", "number");
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return Map.of("type", "integer", "format", "int64");
    }
    throw new IllegalArgumentException("no schema is known for " + type);
  }
}
