package org.chancery.simulator.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A template, cut into words and slots. */
record Phrase(List<Part> parts) {
  sealed interface Part {
    record Words(String text) implements Part {}

    record Open(Slot slot) implements Part {}
  }

  Phrase {
    parts = List.copyOf(parts);
  }

  static Phrase parse(String template) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
      int close = template.indexOf('}', open);
      if (close < 0) throw new IllegalArgumentException("unclosed slot in phrase: " + template);
      if (open > from) parts.add(new Part.Words(template.substring(from, open)));
      parts.add(
          new Part.Open(
              Slot.valueOf(template.substring(open + 1, close).toUpperCase(Locale.ROOT))));
      from = close + 1;
    }
    if (from < template.length()) parts.add(new Part.Words(template.substring(from)));
    return new Phrase(parts);
  }
}
