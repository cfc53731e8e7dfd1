package org.chancery.ingest.source.settings;

import java.util.List;
import java.util.Map;

/** What stands behind a key, with its line counted from 1. Every scalar is text as written. */
sealed interface Value {
  int line();

  record Text(int line, String text) implements Value {}

  record Many(int line, List<Value> values) implements Value {}

  record Keys(int line, Map<String, Value> values) implements Value {}

  record Nothing(int line) implements Value {}
}
