package org.chancery.simulator.speech;

import java.util.List;

/** What a text is for. Each language's phrase file has at least one phrase for each. */
public enum Topic {
  MEETING,
  CONDOLENCE,
  CLIMATE,
  TRADE,
  CONSULAR,
  ANNIVERSARY,
  CULTURE,
  HEALTH,
  STATEMENT,
  /** An answer of one office to another. */
  REPLY,
  /** An answer of an office to a citizen. */
  ANSWER,
  /** Words above a quoted post. */
  QUOTE,
  SUMMIT,
  EARTHQUAKE,
  TREATY,
  /** A citizen below an office's post. */
  CITIZEN,
  /** A citizen who addresses an office; always has a mention. */
  QUESTION,
  /** What an edit adds at the end. */
  CORRECTION;

  /** The ordinary business of an office, when nothing special happens. */
  public static final List<Topic> BUSINESS =
      List.of(
          MEETING,
          MEETING,
          MEETING,
          STATEMENT,
          STATEMENT,
          TRADE,
          TRADE,
          CLIMATE,
          CONSULAR,
          CONSULAR,
          CULTURE,
          HEALTH,
          ANNIVERSARY,
          CONDOLENCE);
}
