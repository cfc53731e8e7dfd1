package org.chancery.server.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.chancery.core.time.Window;
import org.chancery.server.api.answer.AllTime;
import org.chancery.server.api.answer.Answer;
import org.chancery.server.api.answer.Coverages;
import org.chancery.server.api.answer.Csv;
import org.chancery.server.api.answer.Json;
import org.chancery.server.api.answer.Problems;
import org.chancery.server.api.answer.Rows;
import org.chancery.server.api.listing.Listing;
import org.chancery.server.api.query.Asked;
import org.chancery.server.api.query.Context;
import org.chancery.server.api.query.Nearest;
import org.chancery.server.api.query.Problem;
import org.chancery.server.api.query.Selection;
import org.chancery.server.api.sql.Reading;
import org.chancery.server.api.sql.Readings;
import org.chancery.server.hub.Surroundings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a request to an answer, whatever the web server: finds the endpoint, reads what is asked,
 * has it answered in one read-only transaction, and puts the envelope around it. Thread-safe.
 */
public final class ApiHandler {
  public static final String BASE = "/api/v1";

  private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
  private static final String CSV = ".csv";

  private final Surroundings surroundings;
  private final Supplier<Listing> listings;
  private final Readings readings;
  private final Coverages coverages;
  private final AllTime allTime = new AllTime();
  private final List<Endpoint> endpoints;

  public ApiHandler(
      Surroundings surroundings,
      Supplier<Listing> listings,
      Readings readings,
      Coverages coverages,
      List<Endpoint> endpoints) {
    this.surroundings = surroundings;
    this.listings = listings;
    this.readings = readings;
    this.coverages = coverages;
    this.endpoints = List.copyOf(endpoints);
  }

  /** What goes out. */
  public record Reply(int status, Map<String, String> headers, byte[] body) {
    static Reply of(int status, String type, byte[] body) {
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("Content-Type", type);
      headers.put("Cache-Control", status == 200 ? "no-cache" : "no-store");
      return new Reply(status, headers, body);
    }
  }

  private record Match(Endpoint endpoint, String id, boolean csv) {}

  /**
   * Answers a GET.
   *
   * @param path decoded, below {@link #BASE}
   */
  public Reply get(String path, Map<String, ? extends List<String>> query) {
    try {
      return answer(match(path), query);
    } catch (Problem problem) {
      return problem(problem, path);
    } catch (Reading.ReadingFailed e) {
      if (e.tookTooLong()) {
        return problem(
            new Problem(
                503,
                "QUERY_TOO_LONG",
                "this question takes too long; ask for a shorter time or fewer actors",
                null),
            path);
      }
      return failed(path, e);
    } catch (RuntimeException e) {
      return failed(path, e);
    }
  }

  private static Reply failed(String path, RuntimeException e) {
    LOG.error("no answer to {}", Problem.shown(path), e);
    return problem(
        new Problem(500, "INTERNAL", "the hub has failed; its log says why", null), path);
  }

  /** A problem as it goes out. */
  public static Reply problem(Problem problem, String path) {
    Reply reply = Reply.of(problem.status(), Problems.TYPE, Problems.bytes(problem, BASE + path));
    if (problem.status() == 503) {
      reply.headers.put("Retry-After", "2");
    }
    return reply;
  }

  private Match match(String path) {
    boolean csv = path.endsWith(CSV);
    String plain = csv ? path.substring(0, path.length() - CSV.length()) : path;
    for (Endpoint endpoint : endpoints) {
      Optional<String> id = idIn(endpoint.path(), plain);
      if (id.isPresent() && (!csv || endpoint instanceof Endpoint.Table<?>)) {
        return new Match(endpoint, id.get(), csv);
      }
    }
    List<String> known = endpoints.stream().map(Endpoint::path).toList();
    throw new Problem(
        404,
        "PATH_UNKNOWN",
        "%s is not part of this API.%s /api/v1/openapi.json lists all"
            .formatted(Problem.shown(path), Nearest.question(path, known)),
        null);
  }

  /** The variable part when the path is of that form; the empty string when it has none. */
  private static Optional<String> idIn(String form, String path) {
    if (!form.endsWith("/{id}")) {
      return form.equals(path) ? Optional.of("") : Optional.empty();
    }
    String begin = form.substring(0, form.length() - "{id}".length());
    return path.startsWith(begin)
            && path.length() > begin.length()
            && path.indexOf('/', begin.length()) < 0
        ? Optional.of(path.substring(begin.length()))
        : Optional.empty();
  }

  private Reply answer(Match match, Map<String, ? extends List<String>> query) {
    return readings.read(
        store -> {
          Instant now = surroundings.clock().instant();
          Context context = new Context(listings.get(), now, () -> allTime.window(store, now));
          Asked asked =
              Asked.read(match.endpoint.parameters(), query, Map.of("id", match.id), context);
          return switch (match.endpoint) {
            case Endpoint.Table<?> table -> table(table, match, asked, store);
            case Endpoint.Whole<?> whole ->
                Reply.of(
                    200, "application/json", Json.bytes(whole.answering().answer(asked, store)));
            case Endpoint.Stream<?> stream ->
                throw new Problem(404, "PATH_UNKNOWN", "this path is a stream", null);
            case Endpoint.Download download ->
                throw new Problem(404, "PATH_UNKNOWN", "this path is a file", null);
          };
        });
  }

  private <R> Reply table(Endpoint.Table<R> table, Match match, Asked asked, Reading store) {
    Rows<R> rows = table.answering().answer(asked, store);
    Context context = asked.context();
    Window window = rows.selection() == null ? context.allTime().get() : rows.selection().window();
    if (match.csv) {
      return csv(table, rows, window, context.now());
    }
    Selection covered =
        rows.selection() == null
            ? new Selection(window, List.of(), List.of(), List.of(), null)
            : rows.selection();
    return Reply.of(
        200,
        "application/json",
        Json.bytes(
            new Answer<>(
                rows.measure() == null ? null : Answer.MeasureOf.of(rows.measure()),
                rows.selection() == null ? null : Answer.Span.of(window),
                asked.given(),
                coverages.of(covered, context.listing(), store),
                context.now(),
                surroundings.simulated(),
                rows.note() == null ? null : rows.note().en(),
                rows.note() == null ? null : rows.note().fr(),
                rows.facets(),
                rows.rows(),
                rows.next())));
  }

  private static <R> Reply csv(Endpoint.Table<R> table, Rows<R> rows, Window window, Instant now) {
    Reply reply =
        Reply.of(
            200, "text/csv;charset=utf-8;header=present", Csv.bytes(table.shape(), rows.rows()));
    String name =
        "chancery_%s_%s_%s_asof-%s.csv"
            .formatted(
                table.path().substring(1).replace("/{id}", "-one").replace('/', '-'),
                window.from().toString().substring(0, 10),
                window.to().toString().substring(0, 10),
                now.toString().replaceAll("[-:]|\\.\\d+", ""));
    reply.headers.put("Content-Disposition", "attachment; filename=\"" + name + "\"");
    if (rows.next() != null) {
      reply.headers.put("x-next", rows.next());
    }
    return reply;
  }

  /** JSON of an answer that pages have inlined. */
  public String text(String path) {
    Reply reply = get(path, Map.of());
    if (reply.status() != 200) {
      throw new IllegalStateException("%s answered %d".formatted(path, reply.status()));
    }
    return new String(reply.body(), StandardCharsets.UTF_8);
  }
}
