package org.chancery.ingest.source.x;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rules of the filtered stream: what listed accounts post, and nothing else. Rules of others in the
 * same app are left alone; ours are known by their tag.
 *
 * @param values in the order of the accounts, each once
 * @param left accounts for which there was no room
 */
record XRules(List<String> values, int left) {
  static final String TAG = "chancery";
  private static final String OR = " OR ";

  XRules {
    values = List.copyOf(values);
  }

  /**
   * @param accounts numbers or handles
   * @param length most characters of a rule
   * @param most most rules
   */
  static XRules of(Set<String> accounts, int length, int most) {
    List<String> values = new ArrayList<>();
    StringBuilder rule = new StringBuilder();
    int left = 0;
    for (String account : new TreeSet<>(accounts)) {
      String from = "from:" + account;
      boolean fits = rule.isEmpty() || rule.length() + OR.length() + from.length() <= length;
      if (!fits) {
        values.add(rule.toString());
        rule.setLength(0);
      }
      if (values.size() == most) {
        left++;
      } else {
        rule.append(rule.isEmpty() ? "" : OR).append(from);
      }
    }
    if (!rule.isEmpty()) {
      values.add(rule.toString());
    }
    return new XRules(values, left);
  }

  /** What has to be told so that the rules in force are these. */
  record Change(List<String> add, List<String> delete) {
    boolean nothing() {
      return add.isEmpty() && delete.isEmpty();
    }

    ObjectNode deletion() {
      ObjectNode body = XApi.JSON.createObjectNode();
      ArrayNode ids = body.putObject("delete").putArray("ids");
      delete.forEach(ids::add);
      return body;
    }

    ObjectNode addition() {
      ObjectNode body = XApi.JSON.createObjectNode();
      ArrayNode rules = body.putArray("add");
      add.forEach(value -> rules.addObject().put("value", value).put("tag", TAG));
      return body;
    }
  }

  /**
   * @param inForce rules as X lists them
   */
  Change from(List<JsonNode> inForce) {
    Set<String> missing = new TreeSet<>(values);
    List<String> delete = new ArrayList<>();
    for (JsonNode rule : inForce) {
      if (TAG.equals(rule.path("tag").asString(""))
          && !missing.remove(rule.path("value").asString(""))) {
        delete.add(rule.path("id").asString(""));
      }
    }
    delete.removeIf(id -> !id.matches("[0-9]{1,19}"));
    return new Change(List.copyOf(missing), List.copyOf(delete));
  }
}
