package org.chancery.server.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriUtils;

/** Everything outside the API: pages in two languages, their files, and no such page. */
public final class Pages {
  private static final List<String> LANGUAGES = List.of("en", "fr");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("js", "text/javascript;charset=utf-8"),
          Map.entry("css", "text/css;charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain;charset=utf-8"));

  private final WebFiles files;
  private final FirstData firstData;
  private final Titles.Names names;

  public Pages(WebFiles files, FirstData firstData, Titles.Names names) {
    this.files = files;
    this.firstData = firstData;
    this.names = names;
  }

  public RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route().route(request -> true, this::answer).build();
  }

  private ServerResponse answer(ServerRequest request) {
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      return ServerResponse.status(405).header("Allow", "GET, HEAD").build();
    }
    String path;
    try {
      path = UriUtils.decode(request.servletRequest().getRequestURI(), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return missing();
    }
    if (path.equals("/")) {
      return redirect("/" + preferred(request) + "/");
    }
    if (path.startsWith("/assets/")) {
      return asset(path.substring("/assets/".length()), request);
    }
    List<String> steps = Arrays.stream(path.split("/")).filter(s -> !s.isEmpty()).toList();
    if (steps.isEmpty() || path.startsWith("//")) {
      return missing();
    }
    if (!LANGUAGES.contains(steps.getFirst())) {
      return withLanguage(steps, request);
    }
    if (steps.size() == 1 && !path.endsWith("/")) {
      return redirect(path + "/");
    }
    return steps.getLast().indexOf('.') >= 0 ? missing() : page(steps, request);
  }

  /** A page that is asked for without a language is shown in the reader's. */
  private ServerResponse withLanguage(List<String> steps, ServerRequest request) {
    String lang = preferred(request);
    if (steps.getLast().indexOf('.') >= 0 || !Titles.of(steps, lang, names).known()) {
      return missing();
    }
    String query = request.servletRequest().getQueryString();
    return redirect(
        "/" + lang + request.servletRequest().getRequestURI() + (query == null ? "" : "?" + query));
  }

  private static ServerResponse redirect(String to) {
    return ServerResponse.status(302)
        .header("Location", to)
        .header("Vary", "Accept-Language")
        .header("Cache-Control", "no-cache")
        .build();
  }

  private static ServerResponse missing() {
    return ServerResponse.status(404)
        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
        .header("Cache-Control", "no-cache")
        .body("404: there is no such page or file here.\n".getBytes(StandardCharsets.UTF_8));
  }

  /** The better of our languages, by the reader's list; English where it names none of them. */
  private static String preferred(ServerRequest request) {
    try {
      List<Locale.LanguageRange> ranges =
          Locale.LanguageRange.parse(
              Optional.ofNullable(request.headers().firstHeader("Accept-Language")).orElse("en"));
      String best = Locale.lookupTag(ranges, LANGUAGES);
      return best == null ? "en" : best;
    } catch (IllegalArgumentException e) {
      return "en";
    }
  }

  private ServerResponse asset(String name, ServerRequest request) {
    int dot = name.lastIndexOf('.');
    String type = dot < 0 ? null : TYPES.get(name.substring(dot + 1));
    Optional<byte[]> plain = type == null ? Optional.empty() : files.asset(name);
    if (type == null || plain.isEmpty()) {
      return missing();
    }
    Set<String> accepted = accepted(request);
    ServerResponse.BodyBuilder response =
        ServerResponse.ok()
            .contentType(MediaType.parseMediaType(type))
            .header("Cache-Control", "public, max-age=31536000, immutable")
            .header("Vary", "Accept-Encoding");
    for (String[] coding : new String[][] {{"br", ".br"}, {"gzip", ".gz"}}) {
      Optional<byte[]> packed =
          accepted.contains(coding[0]) ? files.asset(name + coding[1]) : Optional.empty();
      if (packed.isPresent()) {
        return response.header("Content-Encoding", coding[0]).body(packed.get());
      }
    }
    return response.body(plain.get());
  }

  private static Set<String> accepted(ServerRequest request) {
    String header =
        Optional.ofNullable(request.headers().firstHeader("Accept-Encoding")).orElse("");
    return Arrays.stream(header.split(","))
        .map(String::strip)
        .filter(coding -> !coding.matches(".*;\\s*q=0(\\.0*)?"))
        .map(coding -> coding.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT))
        .collect(java.util.stream.Collectors.toSet());
  }

  private ServerResponse page(List<String> steps, ServerRequest request) {
    Optional<byte[]> index = files.index();
    if (index.isEmpty()) {
      return ServerResponse.status(503)
          .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
          .body(
              "The pages are not built into this program; the API is at /api/v1/.\n"
                  .getBytes(StandardCharsets.UTF_8));
    }
    String lang = steps.getFirst();
    List<String> rest = steps.subList(1, steps.size());
    String page = rest.isEmpty() ? "" : rest.getFirst() + (rest.size() > 1 ? "/*" : "");
    Titles.Head head = Titles.of(rest, lang, names);
    byte[] html =
        Html.fill(
                new String(index.get(), StandardCharsets.UTF_8),
                Map.of(
                    "LANG",
                    lang,
                    "TITLE",
                    Html.escape(head.title()),
                    "DESCRIPTION",
                    Html.escape(head.description()),
                    "ALTERNATES",
                    alternates(request, head),
                    "PRELOADS",
                    preloads(lang, page),
                    "FIRST_DATA",
                    firstData.of(page)))
            .getBytes(StandardCharsets.UTF_8);
    String tag = tag(html);
    ServerResponse.BodyBuilder response =
        ServerResponse.status(head.known() ? 200 : 404)
            .header("ETag", tag)
            .header("Cache-Control", "no-cache")
            .header("Content-Language", lang);
    if (head.known() && request.headers().header("If-None-Match").contains(tag)) {
      return ServerResponse.status(304)
          .header("ETag", tag)
          .header("Cache-Control", "no-cache")
          .build();
    }
    return response
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .body(html);
  }

  /** What the page's own script would ask for later, and only then. */
  private String preloads(String lang, String page) {
    return Stream.concat(files.preloads(lang).stream(), files.preloads(page).stream())
        .map(
            file ->
                (file.endsWith(".css")
                        ? "<link rel=\"preload\" as=\"style\" crossorigin href=\"%s\" />"
                        : "<link rel=\"modulepreload\" crossorigin href=\"%s\" />")
                    .formatted(Html.escape(file)))
        .collect(Collectors.joining());
  }

  /** The same page in each language, and what a preview of a shared link shows. */
  private static String alternates(ServerRequest request, Titles.Head head) {
    String raw = request.servletRequest().getRequestURI();
    StringBuilder links = new StringBuilder();
    for (String lang : LANGUAGES) {
      links.append(
          "<link rel=\"alternate\" hreflang=\"%s\" href=\"%s\" />"
              .formatted(lang, Html.escape("/" + lang + raw.substring(3))));
    }
    return links
        .append("<link rel=\"alternate\" hreflang=\"x-default\" href=\"/\" />")
        .append(
            "<meta property=\"og:type\" content=\"website\" /><meta property=\"og:title\" content=\"%s\" />"
                .formatted(Html.escape(head.title())))
        .append(
            "<meta property=\"og:description\" content=\"%s\" />"
                .formatted(Html.escape(head.description())))
        .toString();
  }

  /** Weak, since the web server may compress the page. */
  private static String tag(byte[] html) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(html);
      return "W/\"" + HexFormat.of().formatHex(sum, 0, 12) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
