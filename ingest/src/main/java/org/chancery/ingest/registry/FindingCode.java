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
  NOT_A_PERSON(Severity.ERROR),
  NOT_AN_OFFICE(Severity.ERROR),
  DUPLICATE_ID(Severity.ERROR),
  OVERLAPPING_ROWS(Severity.ERROR),
  NO_COUNTRIES(Severity.ERROR),
  NO_ACTORS(Severity.ERROR),
  FOLLOW_UP(Severity.ERROR),
  UNKNOWN_COLUMN(Severity.DOUBT, "a column that the file does not have; it is not used"),
  DATE_IN_FUTURE(Severity.DOUBT, "a beginning or an end still to come: planned, not a fact"),
  PRIVATE_ADDRESS(
      Severity.DOUBT,
      "a feed that is not on the public internet: it is asked only where permit: names it"),
  MISSING_FILE(Severity.DOUBT, "a whole list without this file"),
  ROW_TWICE(Severity.DOUBT, "the same account is told twice for the same actor and time"),
  HANDLE_SHARED(Severity.DOUBT, "one handle for two accounts at the same time"),
  NOT_CHECKED(Severity.DOUBT, "no date says when the source was checked"),
  CHECKED_LONG_AGO(Severity.DOUBT, "checked so long ago that it may no longer hold"),
  CHECKED_IN_FUTURE(Severity.DOUBT, "checked on a day still to come"),
  UNCONFIRMED_SOURCE(Severity.DOUBT, "the source itself says that it is unconfirmed"),
  NO_FRENCH_NAME(Severity.DOUBT, "no French name; the English one stands in its place"),
  GENERIC_NAME(Severity.DOUBT, "a name that does not say whose, or is composed"),
  COUNTRY_WITHOUT_ACCOUNT(Severity.DOUBT, "a country of which nothing will be heard"),
  COUNTRY_WITHOUT_MINISTRY(Severity.DOUBT, "a country without a foreign ministry"),
  VACANT_OFFICE(Severity.DOUBT, "an office that nobody is said to hold since its last holder"),
  COUNTRY_WITHOUT_OFFICE(
      Severity.DOUBT, "a state without a head of state or of government among the actors"),
  OFFICE_WITHOUT_HOLDER(
      Severity.DOUBT,
      "a head of state or of government or a foreign minister of whom no holder was ever told"),
  TENURE_UNDATED(
      Severity.DOUBT, "nobody says since when: the tenure counts from the day of its source"),
  TENURE_SUPERSEDED(Severity.DOUBT, "still open, though somebody began in the office later"),
  PERSON_KIND_OF_OFFICE(
      Severity.DOUBT,
      "a person whose kind is that of an office held for a time only: so it holds outside of it, too"),
  WIKIDATA_TWICE(Severity.DOUBT, "two actors with one Wikidata item");

  private final Severity severity;
  private final String meaning;

  FindingCode(Severity severity) {
    this(severity, "");
  }

  FindingCode(Severity severity, String meaning) {
    this.severity = severity;
    this.meaning = meaning;
  }

  /** Of a doubt, in words; empty for an error, whose message says all. */
  public String meaning() {
    return meaning;
  }

  public Severity severity() {
    return severity;
  }
}
