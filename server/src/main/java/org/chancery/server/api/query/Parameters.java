package org.chancery.server.api.query;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.chancery.core.decode.Hashtags;
import org.chancery.core.event.Network;
import org.chancery.core.event.PostKind;
import org.chancery.core.measure.Measure;
import org.chancery.core.measure.MeasureCatalogue;
import org.chancery.core.registry.Actor;
import org.chancery.core.registry.ActorKind;
import org.chancery.core.registry.Country;
import org.chancery.core.time.Window;

/** Every parameter that the API knows. */
public final class Parameters {
  public static final int MOST_ROWS = 500;

  private static final Map<String, Object> TEXT = Map.of("type", "string");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{3}");
  private static final Pattern LANG = Pattern.compile("[a-z]{2,8}");
  private static final int LONGEST_QUERY = 400;

  /** Keys of pages, which pages drop from the addresses of the API. */
  static final List<String> PAGE_ONLY = List.of("tab", "sel", "per", "vs", "th", "n", "asof");

  public static final Parameter<Window> T =
      Parameter.one(
          "t",
          "Time: a span (24h ends with the current UTC hour, 7d and 30d with the current UTC day), or from..to, "
              + "half-open, of UTC dates or instants. Absent: all time, in whole UTC days.",
          TEXT,
          (text, context) -> WindowReader.read(text, context.now()));

  public static final Parameter<List<String>> C =
      Parameter.list(
          "c",
          "Countries for which was spoken at the time of the post: ISO 3166-1 alpha-3 codes.",
          Map.of("type", "string", "pattern", "^[A-Z]{3}$"),
          250,
          (text, context) -> country("c", text, context));

  public static final Parameter<List<String>> ACTOR =
      Parameter.list(
          "actor", "Actors, by their ids.", TEXT, 100, (text, context) -> actor(text, context));

  public static final Parameter<List<Network>> NETWORK =
      Parameter.list(
          "network",
          "Networks: " + Network.slugs() + ".",
          Map.of(
              "type",
              "string",
              "enum",
              Arrays.stream(Network.values()).map(Network::slug).toList()),
          Network.values().length,
          (text, context) ->
              Network.find(text)
                  .orElseThrow(
                      () ->
                          Problem.noneOf(
                              "network",
                              text,
                              Arrays.stream(Network.values()).map(Network::slug).toList(),
                              Network.slugs())));

  public static final Parameter<List<String>> LANG_GIVEN =
      Parameter.list(
          "lang",
          "Languages as given by the source: ISO 639 codes without region.",
          Map.of("type", "string", "pattern", "^[a-z]{2,8}$"),
          20,
          (text, context) -> {
            if (!LANG.matcher(text).matches()) {
              throw Problem.bad(
                  "lang",
                  "lang takes ISO 639 codes such as fr, without region; got "
                      + Problem.shown(text));
            }
            return text;
          });

  public static final Parameter<List<ActorKind>> KIND =
      Parameter.list(
          "kind",
          "Kinds of actors. A person is of the kind of the office held at the moment asked: in lists of actors now,"
              + " in numbers and posts on the day (UTC) of the post; without an office as listed.",
          Map.of(
              "type",
              "string",
              "enum",
              Arrays.stream(ActorKind.values()).map(ActorKind::slug).toList()),
          ActorKind.values().length,
          (text, context) ->
              ActorKind.find(text)
                  .orElseThrow(
                      () ->
                          Problem.noneOf(
                              "kind",
                              text,
                              Arrays.stream(ActorKind.values()).map(ActorKind::slug).toList(),
                              "kinds of actors such as foreign-ministry")));

  public static final Parameter<Measure> M =
      Parameter.<Measure>one(
              "m",
              "A measure, by its id in /measures.",
              Map.of(
                  "type",
                  "string",
                  "enum",
                  MeasureCatalogue.list().stream().map(Measure::id).toList()),
              (text, context) -> measure(text))
          .or("posts");

  public static final Parameter<String> OF =
      Parameter.choice(
          "of", "What is put in order.", "actors", List.of("actors", "accounts", "countries"));

  public static final Parameter<Integer> MIN =
      Parameter.one(
          "min",
          "For rates: below so many posts the answer is \"not enough data\"; 0 switches it off. Absent: as the measure says.",
          Map.of("type", "integer", "minimum", 0, "maximum", 1_000_000),
          (text, context) -> whole("min", text, 0, 1_000_000));

  public static final Parameter<Integer> LIMIT =
      Parameter.<Integer>one(
              "limit",
              "How many rows, at most 500.",
              Map.of("type", "integer", "minimum", 1, "maximum", MOST_ROWS),
              (text, context) -> whole("limit", text, 1, MOST_ROWS))
          .or("50");

  /** For short lists: absent gives all rows. */
  public static final Parameter<Integer> LIMIT_ALL =
      Parameter.one(
          "limit", "How many rows, at most 500. Absent: all.", LIMIT.schema(), LIMIT.reader());

  public static final Parameter<PageToken> NEXT =
      Parameter.one(
          "next",
          "The token that the page before gave. Opaque.",
          TEXT,
          (text, context) -> PageToken.read(text));

  public static final Parameter<String> STEP =
      Parameter.choice(
          "step",
          "Width of a bucket in UTC; weeks begin on Monday. Absent: hour up to 48 hours, else day.",
          null,
          List.of("hour", "day", "week"));

  /** Of rankings. */
  public static final Parameter<String> ROW_STEP =
      Parameter.choice(
          "step",
          "Adds to each row its posts in each bucket of the window, at most 100; weeks begin on Monday, in UTC.",
          null,
          List.of("day", "week"));

  public static final Parameter<String> HOW =
      Parameter.choice(
          "how",
          "How a post addresses; all counts it once for each country addressed.",
          "all",
          List.of("mention", "reply", "repost", "quote", "all"));

  public static final Parameter<String> TAG =
      Parameter.one(
          "tag",
          "A hashtag, with or without #; case and width make no difference.",
          TEXT,
          (text, context) -> {
            String folded = Hashtags.fold(text);
            if (folded.isEmpty()) {
              throw Problem.bad(
                  "tag", "tag takes one hashtag; " + Problem.shown(text) + " is none");
            }
            return folded;
          });

  public static final Parameter<String> Q =
      Parameter.one(
          "q",
          "Words that must all be there; \"in quotes\" they follow each other; -word must be absent.",
          Map.of("type", "string", "maxLength", LONGEST_QUERY),
          (text, context) -> {
            if (text.length() > LONGEST_QUERY) {
              throw Problem.bad("q", "q takes at most %d characters".formatted(LONGEST_QUERY));
            }
            return text;
          });

  /** For lists of the registry: a part of a name. */
  public static final Parameter<String> NAME_PART =
      Parameter.one(
          "q",
          "A part of a name, a handle or an id; case and accents make no difference.",
          Map.of("type", "string", "maxLength", LONGEST_QUERY),
          Q.reader());

  /** For lists of the registry: what a mission is accredited to. */
  public static final Parameter<String> HOST =
      Parameter.one(
          "host",
          "The receiving state or organisation of missions: an ISO 3166-1 alpha-3 code or the id of an organisation.",
          TEXT,
          (text, context) ->
              COUNTRY.matcher(text).matches()
                  ? country("host", text, context)
                  : actor("host", text, context));

  public static final Parameter<String> ORDER =
      Parameter.choice(
          "order",
          "Order of the actors: by id, or by kind (offices of leaders first; a person stands by the list's word, not by the office held), then country, then id.",
          "id",
          List.of("id", "kind"));

  /** The last moment of what was asked for, never after now. */
  public static final Parameter<Instant> AT =
      Parameter.one(
          "at",
          "A day, month or year of UTC (2026-11-08, 2026-11, 2026): the state at its end. Absent or not ended yet: now.",
          TEXT,
          (text, context) -> EndOf.read(text, context.now()));

  public static final Parameter<String> PRESENCE_STEP =
      Parameter.choice(
          "step",
          "Distance of the moments. Absent: month when presence is known for less than four years, else year.",
          null,
          List.of("month", "year"));

  public static final Parameter<List<PostKind>> TYPE =
      Parameter.list(
          "type",
          "Kinds of posts.",
          Map.of(
              "type",
              "string",
              "enum",
              Arrays.stream(PostKind.values()).map(PostKind::slug).toList()),
          PostKind.values().length,
          (text, context) ->
              Arrays.stream(PostKind.values())
                  .filter(kind -> kind.slug().equals(text))
                  .findFirst()
                  .orElseThrow(
                      () ->
                          Problem.noneOf(
                              "type",
                              text,
                              Arrays.stream(PostKind.values()).map(PostKind::slug).toList(),
                              "original, reply, repost, quote")));

  public static final Parameter<Party> TO =
      party("to", "Whom the post addresses: an actor or a country.");
  public static final Parameter<Party> A = party("a", "One side: an actor or a country.");
  public static final Parameter<Party> B = party("b", "The other side: an actor or a country.");

  private Parameters() {}

  private static Parameter<Party> party(String name, String description) {
    return Parameter.one(
        name,
        description,
        TEXT,
        (text, context) ->
            COUNTRY.matcher(text).matches()
                ? Party.country(country(name, text, context))
                : Party.actor(actor(name, text, context)));
  }

  private static String country(String name, String text, Context context) {
    if (context.listing().registry().findCountry(text).isEmpty()) {
      throw Problem.noneOf(
          name,
          text,
          context.listing().registry().countries().stream().map(Country::code).toList(),
          "ISO 3166-1 alpha-3 codes of the registry's countries");
    }
    return text;
  }

  private static String actor(String text, Context context) {
    return actor("actor", text, context);
  }

  private static String actor(String name, String text, Context context) {
    if (context.listing().registry().findActor(text).isEmpty()) {
      throw Problem.noneOf(
          name,
          text,
          context.listing().registry().actors().stream().map(Actor::id).toList(),
          "ids of actors of the registry");
    }
    return text;
  }

  static Measure measure(String text) {
    return MeasureCatalogue.find(text)
        .orElseThrow(
            () ->
                new Problem(
                    400,
                    "MEASURE_UNKNOWN",
                    "m takes the id of a measure; %s is none.%s"
                        .formatted(
                            Problem.shown(text),
                            Nearest.question(
                                text, MeasureCatalogue.list().stream().map(Measure::id).toList())),
                    "m"));
  }

  private static int whole(String name, String text, int least, int most) {
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw outside(name, text, least, most);
    }
    throw outside(name, text, least, most);
  }

  private static Problem outside(String name, String text, int least, int most) {
    return Problem.bad(
        name,
        "%s takes a whole number from %d to %d; got %s"
            .formatted(name, least, most, Problem.shown(text)));
  }
}
