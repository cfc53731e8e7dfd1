package org.chancery.server.api.answer;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How answers become JSON: snake case, whole numbers without a fraction, no NaN. Thread-safe. */
public final class Json {
  private static final double WHOLE_UP_TO = 1e15;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(new SimpleModule().addSerializer(Double.class, new Numbers()))
          .build();

  private Json() {}

  public static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  public static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** Whether a number is told without a fraction. */
  static boolean whole(double value) {
    return value == Math.rint(value) && Math.abs(value) < WHOLE_UP_TO;
  }

  private static final class Numbers extends StdSerializer<Double> {
    Numbers() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializationContext context) {
      if (!Double.isFinite(value)) {
        json.writeNull();
      } else if (whole(value)) {
        json.writeNumber(value.longValue());
      } else {
        json.writeNumber(value);
      }
    }
  }
}
