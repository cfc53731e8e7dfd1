package org.chancery.ingest.registry.list;

/** Why something of a list could not be used. Names are stable: scripts match them. */
public enum RejectCause {
  UNREADABLE_FILE,
  BAD_FORMAT,
  MISSING_COLUMN,
  WRONG_NUMBER_OF_CELLS,
  NO_NAME,
  HOSTILE_TEXT,
  UNKNOWN_KIND,
  UNKNOWN_VOICE,
  UNKNOWN_TYPE,
  UNKNOWN_COUNTRY,
  UNKNOWN_PERSON,
  /** A mission of a state in itself: the list is wrong. */
  SAME_COUNTRY,
  /** No office since networks began, so no account to expect. */
  TOO_OLD,
  /** Only this account is left out. */
  BAD_HANDLE,
  /** Only this id is left out. */
  BAD_ID,
  /** Only this date is left out. */
  BAD_DATE,
  /** Only this date is left out: the source knows the year or month, no day. */
  IMPRECISE_DATE,
  /**
   * Only this tenure is left out: it has ended, on a day that nobody can tell, and without its end
   * it would look as if it lasted.
   */
  UNUSABLE_END;

  /** Whether the rest of the candidate is used. */
  public boolean isPartial() {
    return switch (this) {
      case BAD_HANDLE, BAD_ID, BAD_DATE, IMPRECISE_DATE, UNUSABLE_END -> true;
      case UNREADABLE_FILE,
          BAD_FORMAT,
          MISSING_COLUMN,
          WRONG_NUMBER_OF_CELLS,
          NO_NAME,
          HOSTILE_TEXT,
          UNKNOWN_KIND,
          UNKNOWN_VOICE,
          UNKNOWN_TYPE,
          UNKNOWN_COUNTRY,
          UNKNOWN_PERSON,
          SAME_COUNTRY,
          TOO_OLD ->
          false;
    };
  }
}
