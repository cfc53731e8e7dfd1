package org.chancery.ingest.registry;

/** What can be wrong in registry files. Names are stable: scripts match them. */
public enum FindingCode {
  NO_FOLDER(Severity.ERROR),
  NO_FILES(Severity.ERROR),
  UNREADABLE_FILE(Severity.ERROR),
  BAD_ENCODING(Severity.ERROR),
  BAD_FORMAT(Severity.ERROR),
  NO_HEADER(Severity.ERROR),
  MISSING_COLUMN(Severity.ERROR),
  DUPLICATE_COLUMN(Severity.ERROR),
  WRONG_NUMBER_OF_CELLS(Severity.ERROR),
  HOSTILE_CELL(Severity.ERROR),
  EMPTY_CELL(Severity.ERROR),
  EMPTY_SOURCE(Severity.ERROR),
  BAD_SLUG(Severity.ERROR),
  BAD_DATE(Severity.ERROR),
  BAD_PERIOD(Severity.ERROR),
  BAD_HANDLE(Severity.ERROR),
  BAD_NATIVE_ID(Severity.ERROR),
  BAD_WIKIDATA(Severity.ERROR),
  BAD_COUNTRY_CODE(Severity.ERROR),
  BAD_LANGUAGE(Severity.ERROR),
  BAD_POINT(Severity.ERROR),
  UNKNOWN_KIND(Severity.ERROR),
  UNKNOWN_VOICE(Severity.ERROR),
  UNKNOWN_STATUS(Severity.ERROR),
  UNKNOWN_NETWORK(Severity.ERROR),
  UNKNOWN_COUNTRY(Severity.ERROR),
  UNKNOWN_ORGANISATION(Severity.ERROR),
  UNKNOWN_HOST(Severity.ERROR),
  UNKNOWN_ACTOR(Severity.ERROR),
  DUPLICATE_ID(Severity.ERROR),
  OVERLAPPING_ROWS(Severity.ERROR),
  UNKNOWN_COLUMN(Severity.DOUBT),
  NO_COUNTRIES(Severity.DOUBT),
  ROW_TWICE(Severity.DOUBT),
  HANDLE_SHARED(Severity.DOUBT),
  NOT_CHECKED(Severity.DOUBT),
  CHECKED_LONG_AGO(Severity.DOUBT),
  CHECKED_IN_FUTURE(Severity.DOUBT),
  UNCONFIRMED_SOURCE(Severity.DOUBT),
  NO_FRENCH_NAME(Severity.DOUBT),
  GENERIC_NAME(Severity.DOUBT),
  COUNTRY_WITHOUT_ACCOUNT(Severity.DOUBT),
  COUNTRY_WITHOUT_MINISTRY(Severity.DOUBT),
  VACANT_OFFICE(Severity.DOUBT);

  private final Severity severity;

  FindingCode(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }
}
