package org.chancery.server.api.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chancery.server.api.Endpoint;
import org.chancery.server.api.answer.Answer;
import org.chancery.server.api.answer.Json;
import org.chancery.server.api.answer.Problems;
import org.chancery.server.api.live.Snapshot;
import org.chancery.server.api.query.Parameter;

/** The OpenAPI 3.1 document, from the tables that routes and answers are made from. */
public final class OpenApi {
  private static final String BASE = "/api/v1";

  private static final String ABOUT =
      """
      The open observatory of digital diplomacy. Every list comes in an envelope that says what was not seen; the same \
      path with .csv gives its rows as RFC 4180 (UTF-8, English keys, ISO dates, a point for decimals). In CSV a text \
      that begins with = + - @, a tab or a carriage return (or a full-width twin) has an apostrophe in front, so that no \
      spreadsheet takes it for a formula; numbers are never changed. New keys may appear; paging tokens are opaque. \
      Errors are application/problem+json with a stable code.""";

  private OpenApi() {}

  public static byte[] document(List<Endpoint> endpoints, String version) {
    Schemas schemas = new Schemas();
    Map<String, Object> paths = new LinkedHashMap<>();
    for (Endpoint endpoint : endpoints) {
      paths.put(BASE + endpoint.path(), path(endpoint, schemas, false));
      if (endpoint instanceof Endpoint.Table<?>) {
        paths.put(BASE + endpoint.path() + ".csv", path(endpoint, schemas, true));
      }
    }
    paths.put(
        BASE + "/live-snapshot",
        Map.of(
            "get",
            operation(
                "The newest snapshot of /live",
                "live-snapshot",
                List.of(),
                schemas.of(Snapshot.class),
                schemas)));
    paths.put(
        BASE + "/openapi.json",
        Map.of(
            "get",
            operation(
                "This document", "openapi.json", List.of(), Map.of("type", "object"), schemas)));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put(
        "info",
        Map.of(
            "title",
            "Chancery",
            "version",
            version,
            "description",
            ABOUT,
            "license",
            Map.of("name", "Apache-2.0", "identifier", "Apache-2.0")));
    document.put("servers", List.of(Map.of("url", "/")));
    document.put("paths", paths);
    document.put("components", Map.of("schemas", schemas.named()));
    return Json.bytes(document);
  }

  private static Map<String, Object> path(Endpoint endpoint, Schemas schemas, boolean csv) {
    List<Object> parameters = new ArrayList<>();
    if (endpoint.path().contains("{id}")) {
      parameters.add(
          Map.of("name", "id", "in", "path", "required", true, "schema", Map.of("type", "string")));
    }
    endpoint.parameters().forEach(p -> parameters.add(parameter(p)));
    String id = endpoint.path().substring(1).replace("/{id}", "-one").replace('/', '-');
    Map<String, Object> body =
        switch (endpoint) {
          case Endpoint.Table<?> table -> envelope(table.shape(), schemas);
          case Endpoint.Whole<?> whole -> schemas.of(whole.shape());
          case Endpoint.Stream<?> stream -> schemas.of(stream.shape());
          case Endpoint.Download download -> Map.of("type", "string", "format", "binary");
        };
    if (csv) {
      return Map.of(
          "get",
          answered(
              endpoint.summary() + ", as CSV",
              id + "-csv",
              parameters,
              "text/csv",
              Map.of("type", "string"),
              schemas));
    }
    return Map.of(
        "get", answered(endpoint.summary(), id, parameters, type(endpoint), body, schemas));
  }

  private static String type(Endpoint endpoint) {
    return switch (endpoint) {
      case Endpoint.Stream<?> stream -> "text/event-stream";
      case Endpoint.Download download -> download.type();
      case Endpoint.Table<?> table -> "application/json";
      case Endpoint.Whole<?> whole -> "application/json";
    };
  }

  private static Map<String, Object> operation(
      String summary,
      String id,
      List<Object> parameters,
      Map<String, Object> body,
      Schemas schemas) {
    return answered(summary, id, parameters, "application/json", body, schemas);
  }

  private static Map<String, Object> answered(
      String summary,
      String id,
      List<Object> parameters,
      String type,
      Map<String, Object> body,
      Schemas schemas) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("summary", summary);
    operation.put("operationId", id);
    if (!parameters.isEmpty()) {
      operation.put("parameters", parameters);
    }
    operation.put(
        "responses",
        Map.of(
            "200",
            Map.of(
                "description",
                "The answer",
                "headers",
                Map.of(
                    "x-api-version",
                    Map.of("description", "Build of the hub", "schema", Map.of("type", "string"))),
                "content",
                Map.of(type, Map.of("schema", body))),
            "default",
            Map.of(
                "description",
                "A problem",
                "content",
                Map.of(Problems.TYPE, Map.of("schema", schemas.of(Problems.Document.class))))));
    return operation;
  }

  private static Map<String, Object> parameter(Parameter<?> p) {
    Map<String, Object> schema = new LinkedHashMap<>(p.schema());
    if (p.preset() != null) {
      Object preset = p.preset();
      schema.put(
          "default", "integer".equals(schema.get("type")) ? Integer.valueOf(p.preset()) : preset);
    }
    Map<String, Object> parameter = new LinkedHashMap<>();
    parameter.put("name", p.name());
    parameter.put("in", "query");
    parameter.put("description", p.description());
    parameter.put("schema", schema);
    if (p.many()) {
      parameter.put("style", "form");
      parameter.put("explode", false);
    }
    return parameter;
  }

  /** The envelope with rows of a type. */
  private static Map<String, Object> envelope(Class<?> row, Schemas schemas) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("rows", Map.of("type", "array", "items", schemas.of(row)));
    Map<String, Object> envelope = schemas.of(Answer.class);
    return Map.of(
        "allOf",
        List.of(
            envelope,
            Map.of("type", "object", "required", List.of("rows"), "properties", properties)));
  }
}
