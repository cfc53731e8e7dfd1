package org.chancery.server.api.answer;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field of a record that is told to callers, under the name it has in JSON and CSV. Immutable.
 *
 * @param says what it means; empty where the name says it
 */
public record Field(RecordComponent component, String name, String says) {

  public static List<Field> of(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(Field::of).toList();
  }

  private static Field of(RecordComponent component) {
    Says says = component.getAnnotation(Says.class);
    String name =
        component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    return new Field(component, name, says == null ? "" : says.value());
  }

  public boolean nullable() {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  public Class<?> type() {
    return component.getType();
  }

  /** The type of the elements of a list, or of the values of a map. */
  public Class<?> element() {
    Type[] types = ((ParameterizedType) component.getGenericType()).getActualTypeArguments();
    return types[types.length - 1] instanceof Class<?> c ? c : Object.class;
  }

  public @Nullable Object in(Object record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("rows are public records", e);
    }
  }

  /** A column of CSV: fields of fields are joined by an underscore. */
  record Column(String name, List<Field> path) {
    static List<Column> of(Class<?> type) {
      List<Column> columns = new ArrayList<>();
      add(columns, "", List.of(), type);
      return columns;
    }

    private static void add(List<Column> columns, String prefix, List<Field> path, Class<?> type) {
      for (Field field : Field.of(type)) {
        List<Field> longer = new ArrayList<>(path);
        longer.add(field);
        String name = prefix + field.name();
        if (field.type().isRecord()) {
          add(columns, name + "_", longer, field.type());
        } else {
          columns.add(new Column(name, longer));
        }
      }
    }

    @Nullable Object in(Object row) {
      Object value = row;
      for (Field field : path) {
        value = value == null ? null : field.in(value);
      }
      return value;
    }

    /** Whether nothing but a list or map of texts can stand here. */
    static boolean plain(Object value) {
      return !(value instanceof Map) && !value.getClass().isRecord();
    }
  }
}
