package org.chancery.ingest.source.x;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.chancery.ingest.egress.LoopServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A small X on loopback. Every question must be one that the document knows, every answer one that
 * it allows; whatever is not is kept in {@link #wrong}. Faults are done on demand and counted.
 */
final class XServer implements AutoCloseable {
  static final String TOKEN = "s3cret-bearer-of-the-test";
  private static final String END = "\u0000end";
  private static final String TEAR = "\u0000tear";

  private final OpenApi api;
  private final Supplier<Instant> now;
  private final LoopServer server;
  private final Map<String, String> handles = new TreeMap<>();
  private final Map<String, List<String>> follows = new TreeMap<>();
  private final List<ObjectNode> posts = new CopyOnWriteArrayList<>();
  private final Map<String, ObjectNode> rules = new LinkedHashMap<>();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> complianceLines = new LinkedBlockingQueue<>();
  final List<String> wrong = new CopyOnWriteArrayList<>();
  final List<String> asked = new CopyOnWriteArrayList<>();
  volatile String jobsAre = "complete";
  final List<String> uploaded = new CopyOnWriteArrayList<>();

  /** Answers that come before any other, by path; each is given once. */
  final List<Fault> faults = new CopyOnWriteArrayList<>();

  /** What the next job finds, line by line. */
  volatile String found = "";

  volatile int streams;
  private volatile int pageSize = 100;
  private long nextId = 1;

  record Fault(String path, String status, String headers, String body) {}

  XServer(OpenApi api, Supplier<Instant> now) {
    this.api = api;
    this.now = now;
    this.server = new LoopServer(this::answer);
  }

  String url() {
    return server.url("");
  }

  String authority() {
    return server.authority();
  }

  void pages(int size) {
    pageSize = size;
  }

  void account(String number, String handle, String... followed) {
    handles.put(number, handle);
    follows.put(number, List.of(followed));
  }

  List<String> ruleValues() {
    synchronized (rules) {
      return rules.values().stream().map(rule -> rule.path("value").asString()).toList();
    }
  }

  void rule(String value, String tag) {
    synchronized (rules) {
      String id = Long.toString(nextId++);
      rules.put(
          id, OpenApi.JSON.createObjectNode().put("id", id).put("value", value).put("tag", tag));
    }
  }

  /** A post of an account, known to its timeline from now on. */
  ObjectNode post(String author, String text) {
    Instant at = now.get();
    long id = (at.toEpochMilli() - 1_288_834_974_657L << 22) + nextId++;
    ObjectNode post = OpenApi.JSON.createObjectNode();
    post.put("id", Long.toString(id)).put("author_id", author).put("text", text);
    post.put("created_at", at.toString()).put("lang", "en");
    post.putArray("edit_history_post_ids").add(Long.toString(id));
    ObjectNode metrics = post.putObject("public_metrics");
    metrics.put("like_count", 1).put("repost_count", 2).put("reply_count", 0).put("quote_count", 0);
    metrics.put("bookmark_count", 0).put("impression_count", 9);
    posts.add(post);
    return post;
  }

  /** Sends a post over the stream. */
  void stream(ObjectNode post) {
    lines.add(line(post).toString());
  }

  ObjectNode line(ObjectNode post) {
    ObjectNode line = OpenApi.JSON.createObjectNode();
    line.set("data", post);
    ArrayNode users = line.putObject("includes").putArray("users");
    users.add(user(post.path("author_id").asString()));
    line.putArray("matching_rules").addObject().put("id", "1").put("tag", "chancery");
    return (ObjectNode) api.checked("StreamPostsResponse", line);
  }

  void raw(String line) {
    lines.add(line);
  }

  void keepAlive() {
    lines.add("");
  }

  /** Ends the stream cleanly, or within a line. */
  void endStream(boolean torn) {
    lines.add(torn ? TEAR : END);
  }

  void compliance(String schema, JsonNode line) {
    complianceLines.add(api.checked(schema, line).toString());
  }

  void fault(String path, String status, String headers, String body) {
    faults.add(new Fault(path, status, headers, body));
  }

  private ObjectNode user(String number) {
    ObjectNode user = OpenApi.JSON.createObjectNode();
    user.put("id", number).put("username", handles.getOrDefault(number, "u" + number));
    user.put("name", "Name of " + number);
    ObjectNode metrics = user.putObject("public_metrics").put("followers_count", 1_000);
    metrics.put("following_count", 2).put("post_count", 3).put("listed_count", 4);
    return user;
  }

  private void answer(LoopServer.Request request, OutputStream out)
      throws IOException, InterruptedException {
    String path = request.path().split("\\?")[0];
    String query = request.path().contains("?") ? request.path().split("\\?", 2)[1] : "";
    asked.add(request.method() + " " + request.path());
    try {
      route(request, path, OpenApi.parameters(query), query, out);
    } catch (AssertionError e) {
      wrong.add(String.valueOf(e.getMessage()));
      LoopServer.send(out, "500 Internal Server Error", "", "");
    }
  }

  private void route(
      LoopServer.Request request,
      String path,
      Map<String, String> query,
      String written,
      OutputStream out)
      throws IOException, InterruptedException {
    if (path.startsWith("/lists/")) {
      if (request.headers().containsKey("authorization")) {
        wrong.add("the token went to " + path);
      }
      if (request.method().equals("PUT")) {
        uploaded.add(request.body());
      }
      LoopServer.send(out, "200 OK", "", request.method().equals("PUT") ? "" : found);
      return;
    }
    String template = path.replaceAll("/[0-9]+(?=/|$)", "/{id}").replaceFirst("^/\\{id}", "/2");
    api.checkQuestion(request.method(), template, written);
    if (!("Bearer " + TOKEN).equals(request.headers().get("authorization"))) {
      problem(out, "401 Unauthorized", "");
      return;
    }
    for (Fault fault : faults) {
      if (path.equals(fault.path()) && faults.remove(fault)) {
        LoopServer.send(out, fault.status(), fault.headers(), fault.body());
        return;
      }
    }
    switch (template) {
      case "/2/tweets/search/stream" -> flow(lines, out, true);
      case "/2/tweets/compliance/stream", "/2/users/compliance/stream" ->
          flow(
              query.get("partition").equals("1") && template.contains("tweets")
                  ? complianceLines
                  : new LinkedBlockingQueue<>(),
              out,
              false);
      case "/2/tweets/search/stream/rules" -> rules(request, out);
      case "/2/users/by" ->
          users(
              out,
              "GetUsersByUsernamesResponse",
              handles.entrySet().stream()
                  .filter(e -> List.of(query.get("usernames").split(",")).contains(e.getValue()))
                  .map(Map.Entry::getKey)
                  .toList());
      case "/2/users" -> users(out, "GetUsersByIdsResponse", List.of(query.get("ids").split(",")));
      case "/2/users/{id}/following" -> following(path, query, out);
      case "/2/users/{id}/tweets" -> timeline(path.split("/")[3], query, out);
      case "/2/tweets" -> byIds(query, out);
      case "/2/compliance/jobs" -> job(out, "created", "CreateComplianceJobsResponse", request);
      case "/2/compliance/jobs/{id}" -> job(out, jobsAre, "GetComplianceJobsByIdResponse", null);
      default -> problem(out, "404 Not Found", "");
    }
  }

  private void flow(BlockingQueue<String> from, OutputStream out, boolean counts)
      throws IOException, InterruptedException {
    if (counts) {
      streams++;
    }
    out.write(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    while (true) {
      String line = from.poll(30, TimeUnit.SECONDS);
      if (line == null || line.equals(END)) {
        return;
      }
      if (line.equals(TEAR)) {
        out.write("{\"data\":{\"id\":\"1".getBytes(StandardCharsets.UTF_8));
        return;
      }
      out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  private void rules(LoopServer.Request request, OutputStream out) throws IOException {
    ObjectNode answer = OpenApi.JSON.createObjectNode();
    synchronized (rules) {
      if (request.method().equals("POST")) {
        JsonNode body = api.checked("UpdateRulesRequest", OpenApi.JSON.readTree(request.body()));
        body.path("add")
            .forEach(add -> rule(add.path("value").asString(), add.path("tag").asString()));
        body.path("delete").path("ids").forEach(id -> rules.remove(id.asString()));
        answer.putObject("meta").put("sent", now.get().toString());
        send(out, "UpdateRulesResponse", answer);
        return;
      }
      ArrayNode data = answer.putArray("data");
      rules.values().forEach(data::add);
      answer.putObject("meta").put("result_count", data.size());
    }
    send(out, "GetRulesResponse", answer);
  }

  private void users(OutputStream out, String schema, List<String> numbers) throws IOException {
    ObjectNode answer = OpenApi.JSON.createObjectNode();
    ArrayNode data = answer.putArray("data");
    numbers.forEach(number -> data.add(user(number)));
    send(out, schema, answer);
  }

  private void following(String path, Map<String, String> query, OutputStream out)
      throws IOException {
    page(
        follows.getOrDefault(path.split("/")[3], List.of()).stream()
            .map(number -> (JsonNode) user(number))
            .toList(),
        query,
        "GetUsersFollowingResponse",
        null,
        out);
  }

  private void timeline(String number, Map<String, String> query, OutputStream out)
      throws IOException {
    long since = Long.parseLong(query.get("since_id"));
    List<JsonNode> newest = new ArrayList<>();
    posts.stream()
        .filter(p -> p.path("author_id").asString().equals(number))
        .filter(p -> Long.parseLong(p.path("id").asString()) > since)
        .forEach(p -> newest.addFirst(p));
    page(newest, query, "GetUsersPostsResponse", user(number), out);
  }

  private void page(
      List<JsonNode> all,
      Map<String, String> query,
      String schema,
      @Nullable ObjectNode author,
      OutputStream out)
      throws IOException {
    String token = query.getOrDefault("pagination_token", "0000000000000000");
    int from = Integer.parseInt(token);
    int to = Math.min(all.size(), from + pageSize);
    ObjectNode answer = OpenApi.JSON.createObjectNode();
    ArrayNode data = answer.putArray("data");
    all.subList(from, to).forEach(data::add);
    if (author != null) {
      answer.putObject("includes").putArray("users").add(author);
    }
    ObjectNode meta = answer.putObject("meta").put("result_count", to - from);
    if (to < all.size()) {
      meta.put("next_token", "%016d".formatted(to));
    }
    send(out, schema, answer);
  }

  private void byIds(Map<String, String> query, OutputStream out) throws IOException {
    List<String> ids = List.of(query.get("ids").split(","));
    ObjectNode answer = OpenApi.JSON.createObjectNode();
    ArrayNode data = answer.putArray("data");
    posts.stream().filter(p -> ids.contains(p.path("id").asString())).forEach(data::add);
    send(out, "GetPostsByIdsResponse", answer);
  }

  private void job(
      OutputStream out, String status, String schema, LoopServer.@Nullable Request request)
      throws IOException {
    ObjectNode answer = OpenApi.JSON.createObjectNode();
    ObjectNode data = answer.putObject("data");
    if (request != null) {
      JsonNode body =
          api.checked("CreateComplianceJobsRequest", OpenApi.JSON.readTree(request.body()));
      data.put("type", body.path("type").asString());
    }
    data.put("id", "77").put("status", status);
    data.put("upload_url", server.url("/lists/up?signature=UPLOADSECRET"));
    data.put("download_url", server.url("/lists/down?signature=DOWNLOADSECRET"));
    send(out, schema, answer);
  }

  private void send(OutputStream out, String schema, JsonNode answer) throws IOException {
    LoopServer.send(
        out,
        "200 OK",
        "Content-Type: application/json\r\n",
        api.checked(schema, answer).toString());
  }

  static void problem(OutputStream out, String status, String headers) throws IOException {
    LoopServer.send(out, status, headers, "{\"title\":\"Refused\",\"detail\":\"by the test\"}");
  }

  @Override
  public void close() {
    lines.add(END);
    server.close();
  }
}
