package org.chancery.core.registry;

import java.util.Locale;

/** Whether an actor speaks as an institution or as a person. */
public enum Voice {
  INSTITUTION,
  PERSON;

  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
