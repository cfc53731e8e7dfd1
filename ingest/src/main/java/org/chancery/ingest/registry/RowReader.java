package org.chancery.ingest.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.chancery.core.decode.Handles;
import org.chancery.core.event.Network;
import org.chancery.core.registry.AccountRow;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Country;
import org.chancery.core.registry.Tenure;
import org.chancery.core.registry.Voice;
import org.jspecify.annotations.Nullable;

/** Turns rows into values; a row with an error is left out. References are checked later. */
final class RowReader {
  static final Pattern SLUG = Pattern.compile("[a-z0-9]{1,80}+(?:-[a-z0-9]{1,80}+){0,40}+");

  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{3}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}+");
  private static final Pattern WIKIDATA = Pattern.compile("Q[1-9][0-9]{0,11}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,20}");
  private static final Pattern DID = Pattern.compile("did:[a-z]{1,20}:[A-Za-z0-9._:%-]{1,200}");
  private static final int MAX_SLUG = 120;
  private static final List<String> STATUSES =
      List.of("un-member", "un-observer", "partly-recognised", "territory");

  private final Findings findings;

  RowReader(Findings findings) {
    this.findings = findings;
  }

  /** The values of those rows in which no error was found. */
  <T> List<Line<T>> all(Table table, List<Row> rows, Function<Row, Optional<T>> reader) {
    List<Line<T>> lines = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Optional<T> value = reader.apply(row);
      value.ifPresent(sound -> lines.add(new Line<>(row, sound)));
      if (value.isEmpty()) {
        findings.leftOut().row(table, row);
      }
    }
    return lines;
  }

  Optional<Country> country(Row row) {
    int before = findings.size();
    String code = row.cell("country");
    countryCode(row, "country", code);
    oneOf(row, FindingCode.UNKNOWN_STATUS, "status", STATUSES);
    double lat = degrees(row, "point_lat", 90);
    double lon = degrees(row, "point_lon", 180);
    List<String> languages =
        Arrays.stream(row.cell("languages").split("[;, ]+")).filter(l -> !l.isEmpty()).toList();
    languages.stream()
        .filter(l -> !LANGUAGE.matcher(l).matches())
        .forEach(
            l ->
                findings.add(
                    row,
                    FindingCode.BAD_LANGUAGE,
                    "languages takes ISO 639 codes (fr;en), was " + Wording.shown(l)));
    return value(
        before,
        () ->
            new Country(
                code,
                row.cell("name_en"),
                row.cell("name_fr"),
                row.cell("status"),
                optional(row, "capital"),
                lat,
                lon,
                languages,
                row.cell("source")));
  }

  Optional<Actor> actor(Row row) {
    int before = findings.size();
    slug(row, "id");
    Optional<ActorKind> kind = ActorKind.find(row.cell("kind"));
    if (kind.isEmpty()) {
      List<String> kinds = Arrays.stream(ActorKind.values()).map(ActorKind::slug).toList();
      oneOf(row, FindingCode.UNKNOWN_KIND, "kind", kinds);
    }
    List<String> voices = Arrays.stream(Voice.values()).map(Voice::slug).toList();
    oneOf(row, FindingCode.UNKNOWN_VOICE, "voice", voices);
    if (!row.cell("country").isEmpty()) {
      countryCode(row, "country", row.cell("country"));
    }
    if (!row.cell("organisation").isEmpty()) {
      slug(row, "organisation");
    }
    matches(row, "wikidata", WIKIDATA, FindingCode.BAD_WIKIDATA, "an item such as Q1450662");
    checked(row);
    return value(
        before,
        () ->
            new Actor(
                row.cell("id"),
                kind.orElseThrow(),
                row.cell("name_en"),
                row.cell("name_fr").isEmpty() ? row.cell("name_en") : row.cell("name_fr"),
                optional(row, "country"),
                optional(row, "organisation"),
                Voice.valueOf(row.cell("voice").toUpperCase(Locale.ROOT)),
                optional(row, "host"),
                optional(row, "wikidata"),
                optional(row, "note"),
                row.cell("source"),
                optional(row, "checked")));
  }

  Optional<AccountRow> account(Row row) {
    int before = findings.size();
    slug(row, "actor");
    Optional<Network> network = Network.find(row.cell("network"));
    if (network.isEmpty()) {
      List<String> networks = Arrays.stream(Network.values()).map(Network::slug).toList();
      oneOf(row, FindingCode.UNKNOWN_NETWORK, "network", networks);
    }
    network.ifPresent(n -> handle(row, n));
    Period period = period(row);
    checked(row);
    return value(
        before,
        () ->
            new AccountRow(
                row.cell("actor"),
                network.orElseThrow(),
                row.cell("handle"),
                optional(row, "native_id"),
                period.from,
                period.to,
                row.cell("source"),
                optional(row, "checked")));
  }

  Optional<Tenure> tenure(Row row) {
    int before = findings.size();
    slug(row, "person");
    slug(row, "office");
    Period period = period(row);
    checked(row);
    return value(
        before,
        () ->
            new Tenure(
                row.cell("person"),
                row.cell("office"),
                period.from,
                period.to,
                row.cell("source"),
                optional(row, "checked")));
  }

  private void handle(Row row, Network network) {
    String handle = row.cell("handle");
    boolean did = network == Network.BLUESKY && DID.matcher(handle).matches();
    if (!did && !Handles.valid(network, handle)) {
      findings.add(
          row,
          FindingCode.BAD_HANDLE,
          "a handle of %s is %s; was %s"
              .formatted(network.slug(), Handles.rule(network), Wording.shown(handle)));
    }
    if (network == Network.X) {
      matches(row, "native_id", DIGITS, FindingCode.BAD_NATIVE_ID, "X's number, digits only");
    } else if (network == Network.BLUESKY) {
      matches(row, "native_id", DID, FindingCode.BAD_NATIVE_ID, "a DID (did:plc:…)");
    }
  }

  private record Period(@Nullable Instant from, @Nullable Instant to) {}

  private Period period(Row row) {
    Instant from = date(row, "from");
    Instant to = date(row, "to");
    if (from != null && to != null && !from.isBefore(to)) {
      findings.add(
          row,
          FindingCode.BAD_PERIOD,
          "from must be before to (exclusive), was %s, %s"
              .formatted(row.cell("from"), row.cell("to")));
    }
    return new Period(from, to);
  }

  private @Nullable Instant date(Row row, String column) {
    if (row.cell(column).isEmpty()) {
      return null;
    }
    Optional<Instant> read = Periods.read(row.cell(column));
    if (read.isEmpty()) {
      findings.add(
          row,
          FindingCode.BAD_DATE,
          "%s takes %s; was %s"
              .formatted(column, Periods.ALLOWED, Wording.shown(row.cell(column))));
    }
    return read.orElse(null);
  }

  private void checked(Row row) {
    date(row, "checked");
  }

  private double degrees(Row row, String column, int most) {
    String cell = row.cell(column);
    try {
      double degrees = cell.length() > 30 ? Double.NaN : Double.parseDouble(cell);
      if (Math.abs(degrees) <= most) {
        return degrees;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    findings.add(
        row,
        FindingCode.BAD_POINT,
        "%s takes degrees from -%d to %d, where the country's dot is drawn; was %s"
            .formatted(column, most, most, Wording.shown(cell)));
    return 0;
  }

  private void slug(Row row, String column) {
    String cell = row.cell(column);
    if (cell.length() > MAX_SLUG || !SLUG.matcher(cell).matches()) {
      findings.add(
          row,
          FindingCode.BAD_SLUG,
          "%s takes small letters a-z, digits and single hyphens (fr-mfa), at most %d; was %s"
              .formatted(column, MAX_SLUG, Wording.shown(cell)));
    }
  }

  private void countryCode(Row row, String column, String code) {
    if (!COUNTRY.matcher(code).matches()) {
      findings.add(
          row,
          FindingCode.BAD_COUNTRY_CODE,
          "%s takes an ISO 3166-1 alpha-3 code (FRA; XKX for Kosovo), was %s"
              .formatted(column, Wording.shown(code)));
    }
  }

  private void oneOf(Row row, FindingCode code, String column, List<String> allowed) {
    String cell = row.cell(column);
    if (!allowed.contains(cell)) {
      findings.add(
          row,
          code,
          "%s takes %s; %s is none.%s"
              .formatted(
                  column,
                  String.join(", ", allowed),
                  Wording.shown(cell),
                  Wording.didYouMean(cell, allowed)));
    }
  }

  private void matches(Row row, String column, Pattern form, FindingCode code, String allowed) {
    String cell = row.cell(column);
    if (!cell.isEmpty() && !form.matcher(cell).matches()) {
      findings.add(
          row, code, "%s takes %s; was %s".formatted(column, allowed, Wording.shown(cell)));
    }
  }

  private <T> Optional<T> value(int before, Supplier<T> made) {
    return findings.size() == before ? Optional.of(made.get()) : Optional.empty();
  }

  private static @Nullable String optional(Row row, String column) {
    String cell = row.cell(column);
    return cell.isEmpty() ? null : cell;
  }
}
