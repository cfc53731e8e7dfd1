package org.chancery.server.api.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of SQL with the values of its placeholders, in their order. Values never become text.
 * Immutable.
 */
public record Sql(String text, List<Object> values) {
  public static final Sql NOTHING = new Sql("", List.of());

  public Sql {
    values = List.copyOf(values);
  }

  /** Each {@code {}} of the template takes the next part: a piece is put in, a value is bound. */
  public static Sql of(String template, Object... parts) {
    StringBuilder text = new StringBuilder(template.length() + 64);
    List<Object> values = new ArrayList<>();
    int from = 0;
    for (Object part : parts) {
      int at = template.indexOf("{}", from);
      if (at < 0) {
        throw new IllegalArgumentException("more parts than places in: " + template);
      }
      text.append(template, from, at);
      if (part instanceof Sql piece) {
        text.append(piece.text);
        values.addAll(piece.values);
      } else {
        text.append('?');
        values.add(part);
      }
      from = at + 2;
    }
    if (template.indexOf("{}", from) >= 0) {
      throw new IllegalArgumentException("fewer parts than places in: " + template);
    }
    return new Sql(text.append(template, from, template.length()).toString(), values);
  }

  /** The pieces one after the other with a word between them; empty ones are left out. */
  public static Sql join(String between, List<Sql> pieces) {
    StringBuilder text = new StringBuilder();
    List<Object> values = new ArrayList<>();
    for (Sql piece : pieces) {
      if (!piece.text.isEmpty()) {
        text.append(text.isEmpty() ? "" : between).append(piece.text);
        values.addAll(piece.values);
      }
    }
    return new Sql(text.toString(), values);
  }

  /** Conditions that must all hold; {@code true} when there are none. */
  public static Sql all(List<Sql> conditions) {
    Sql joined = join(" and ", conditions);
    return joined.text.isEmpty() ? new Sql("true", List.of()) : joined;
  }
}
