package org.chancery.ingest.source.settings;

import java.util.List;

/** The settings file cannot be used; the message has a line for each thing that is wrong. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SettingsException(List<String> complaints) {
    super(String.join("\n", complaints));
  }
}
