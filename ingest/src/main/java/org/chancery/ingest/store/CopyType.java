package org.chancery.ingest.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** How a value of a column stands in a binary COPY: as its type's receive function reads it. */
enum CopyType {
  INT2 {
    @Override
    void write(Object value, CopyBytes out) {
      int number = ((Number) value).intValue();
      if (number != (short) number) {
        throw new ArithmeticException(number + " is no smallint");
      }
      out.int2(number);
    }
  },
  INT4 {
    @Override
    void write(Object value, CopyBytes out) {
      out.int4(Math.toIntExact(((Number) value).longValue()));
    }
  },
  INT8 {
    @Override
    void write(Object value, CopyBytes out) {
      out.int8(((Number) value).longValue());
    }
  },
  FLOAT8 {
    @Override
    void write(Object value, CopyBytes out) {
      out.int8(Double.doubleToLongBits(((Number) value).doubleValue()));
    }
  },
  BOOL {
    @Override
    void write(Object value, CopyBytes out) {
      out.one((Boolean) value ? 1 : 0);
    }
  },
  TEXT {
    @Override
    void write(Object value, CopyBytes out) {
      out.text(value.toString());
    }
  },
  UUID {
    @Override
    void write(Object value, CopyBytes out) {
      UUID key = (UUID) value;
      out.int8(key.getMostSignificantBits());
      out.int8(key.getLeastSignificantBits());
    }
  },
  /** Microseconds since 2000; the ends of {@link Instant} are the infinities. */
  TIMESTAMPTZ {
    @Override
    void write(Object value, CopyBytes out) {
      Instant at = (Instant) value;
      if (at.equals(Instant.MIN)) {
        out.int8(Long.MIN_VALUE);
      } else if (at.equals(Instant.MAX)) {
        out.int8(Long.MAX_VALUE);
      } else {
        out.int8((at.getEpochSecond() - EPOCH_2000) * 1_000_000 + at.getNano() / 1_000);
      }
    }
  },
  TSVECTOR {
    @Override
    void write(Object value, CopyBytes out) {
      TsvectorBytes.write((String) value, out);
    }
  },
  TEXT_ARRAY {
    @Override
    void write(Object value, CopyBytes out) {
      array((List<?>) value, TEXT, OID_TEXT, out);
    }
  },
  UUID_ARRAY {
    @Override
    void write(Object value, CopyBytes out) {
      array((List<?>) value, UUID, OID_UUID, out);
    }
  };

  private static final long EPOCH_2000 = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
  private static final int OID_TEXT = 25; // pg_type.dat of PostgreSQL, the same in every version
  private static final int OID_UUID = 2950;

  /** Writes a value, not null, without its size. */
  abstract void write(Object value, CopyBytes out);

  /**
   * @param name as PostgreSQL calls the type in {@code pg_type}, or a column of a sequence
   */
  static CopyType named(String name) {
    return switch (name) {
      case "smallserial" -> INT2;
      case "serial" -> INT4;
      case "bigserial" -> INT8;
      case "bpchar" -> TEXT;
      case "_text" -> TEXT_ARRAY;
      case "_uuid" -> UUID_ARRAY;
      default -> valueOf(name.toUpperCase(Locale.ROOT));
    };
  }

  private static void array(List<?> values, CopyType type, int oid, CopyBytes out) {
    out.int4(values.isEmpty() ? 0 : 1); // dimensions
    out.int4(0); // no nulls
    out.int4(oid);
    if (!values.isEmpty()) {
      out.int4(values.size());
      out.int4(1); // first index
      for (Object value : values) {
        int at = out.beginSized();
        type.write(value, out);
        out.endSized(at);
      }
    }
  }
}
