package org.chancery.server.api.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.chancery.core.time.Window;
import org.jspecify.annotations.Nullable;

/** What was asked of one endpoint, read and found sound. Immutable. */
public final class Asked {
  private final Map<Parameter<?>, Object> values = new LinkedHashMap<>();
  private final Map<String, Object> given = new LinkedHashMap<>();
  private final Map<String, String> path;
  private final Context context;

  private Asked(Map<String, String> path, Context context) {
    this.path = Map.copyOf(path);
    this.context = context;
  }

  /**
   * Reads a query.
   *
   * @param table the parameters of the endpoint
   * @param query all values by name, as the address gave them
   * @param path the variable parts of the path
   */
  public static Asked read(
      List<Parameter<?>> table,
      Map<String, ? extends List<String>> query,
      Map<String, String> path,
      Context context) {
    Asked asked = new Asked(path, context);
    Map<String, Parameter<?>> byName = new LinkedHashMap<>();
    table.forEach(p -> byName.put(p.name(), p));
    query.forEach((name, texts) -> asked.take(name, texts, byName));
    for (Parameter<?> parameter : table) {
      String preset = parameter.preset();
      if (preset != null && !asked.values.containsKey(parameter)) {
        asked.values.put(parameter, parameter.reader().read(preset, context));
      }
    }
    return asked;
  }

  private void take(String name, List<String> texts, Map<String, Parameter<?>> byName) {
    Parameter<?> parameter = byName.get(name);
    if (parameter == null) {
      throw unknown(name, byName.keySet());
    }
    if (texts.size() > 1) {
      throw new Problem(
          400,
          "PARAMETER_REPEATED",
          "%s was given %d times; once is allowed, several values take commas"
              .formatted(name, texts.size()),
          name);
    }
    String text = texts.getFirst().strip();
    if (text.isEmpty()) {
      throw Problem.bad(name, "%s was given without a value".formatted(name));
    }
    if (text.indexOf('\0') >= 0) {
      throw Problem.bad(name, "%s holds a character that no value has".formatted(name));
    }
    values.put(parameter, parameter.reader().read(text, context));
    if (parameter != Parameters.NEXT && !name.equals(Parameters.LIMIT.name())) {
      given.put(name, parameter.many() ? List.of(text.split("\\s*,\\s*")) : text);
    }
  }

  private static Problem unknown(String name, Set<String> known) {
    if (Parameters.PAGE_ONLY.contains(name)) {
      return new Problem(
          400,
          "PARAMETER_PAGE_ONLY",
          "%s belongs to the pages; the API does not take it".formatted(name),
          name);
    }
    String all = known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known));
    return new Problem(
        400,
        "PARAMETER_UNKNOWN",
        "%s is not known here.%s This takes: %s"
            .formatted(Problem.shown(name), Nearest.question(name, known), all),
        Problem.shown(name));
  }

  /** The value of a parameter; null when it was not given and has no preset. */
  @SuppressWarnings("unchecked") // a parameter's reader made its value
  public <T> @Nullable T find(Parameter<T> parameter) {
    return (T) values.get(parameter);
  }

  /** The value of a parameter with a preset. */
  public <T> T get(Parameter<T> parameter) {
    T value = find(parameter);
    if (value == null) {
      throw new Problem(
          400,
          "PARAMETER_MISSING",
          "%s is needed: %s".formatted(parameter.name(), parameter.description()),
          parameter.name());
    }
    return value;
  }

  /** The values of a list; empty when it was not given. */
  public <T> List<T> list(Parameter<List<T>> parameter) {
    List<T> value = find(parameter);
    return value == null ? List.of() : value;
  }

  /** The window asked for, else all time. */
  public Window window() {
    Window window = find(Parameters.T);
    return window == null ? context.allTime().get() : window;
  }

  /**
   * Whether the window before can be compared with: a window was asked for, and posts reach back to
   * the begin of the one before it. Half an unheard window is no value to compare with.
   */
  public boolean comparable() {
    return find(Parameters.T) != null
        && !window().previous().from().isBefore(context.allTime().get().from());
  }

  /** A variable part of the path. */
  public String path(String name) {
    return path.getOrDefault(name, "");
  }

  public Context context() {
    return context;
  }

  /** What selects, as it was given, for the envelope. */
  public Map<String, Object> given() {
    return given;
  }
}
