package org.chancery.server.api.presence;

import java.util.Locale;

/** By what the begin of a presence is known. */
enum Basis {
  /** The list's own date. */
  FROM,
  /** The first stored post. */
  POST,
  /** The date of the source: it existed by then, perhaps for long. */
  SOURCE;

  String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean dated() {
    return this != SOURCE;
  }
}
