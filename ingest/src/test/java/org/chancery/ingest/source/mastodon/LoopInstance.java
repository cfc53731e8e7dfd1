package org.chancery.ingest.source.mastodon;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.chancery.ingest.egress.LoopServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server on loopback that pages as Mastodon's guide tells, with faults on demand: each is noted
 * when it fired.
 */
final class LoopInstance implements AutoCloseable {
  /** An answer in place of the right one. */
  @FunctionalInterface
  interface Fault {
    void answer(OutputStream out) throws IOException, InterruptedException;
  }

  final List<String> asked = new CopyOnWriteArrayList<>();
  final List<String> fired = new CopyOnWriteArrayList<>();
  final BlockingQueue<String> stream = new LinkedBlockingQueue<>();
  volatile boolean streams = true;
  volatile boolean heedsMinId = true;
  volatile boolean shuffles;
  volatile int status = 200;
  private final Map<String, Integer> accounts = new TreeMap<>();
  private final Map<Long, ObjectNode> posts = new TreeMap<>();
  private final Deque<Map.Entry<String, Fault>> faults = new ArrayDeque<>();
  private final LoopServer server = new LoopServer(this::serve);
  private long lastId = 117_000_000_000_000_000L;

  static String domain() {
    return "social.example";
  }

  URI base() {
    return URI.create(server.url(""));
  }

  String authority() {
    return server.authority();
  }

  synchronized void account(String user) {
    accounts.put(user, accounts.size() + 1);
  }

  /** Posts; the id is told. */
  synchronized String post(String user, String text, Instant at) {
    String id = Long.toString(++lastId);
    posts.put(lastId, statusNode(id, user, text, at));
    return id;
  }

  ObjectNode statusNode(String id, String user, String text, Instant at) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("id", id);
    status.put("created_at", at.toString());
    status.put("visibility", "public");
    status.put("uri", base() + "/users/" + user + "/statuses/" + id);
    status.put("content", "<p>" + text + "</p>");
    status.put("favourites_count", 0);
    status.put("reblogs_count", 0);
    status.put("replies_count", 0);
    status.putNull("edited_at");
    status.putNull("in_reply_to_id");
    status.putNull("reblog");
    status.putArray("media_attachments");
    status.putArray("mentions");
    status.putArray("tags");
    status.set("account", accountNode(user));
    return status;
  }

  private ObjectNode accountNode(String user) {
    ObjectNode account = JsonNodeFactory.instance.objectNode();
    account.put("id", String.valueOf(accounts.getOrDefault(user, 99)));
    account.put("acct", user);
    account.put("username", user);
    account.put("display_name", user + " office");
    account.put("followers_count", 7);
    account.put("indexable", true);
    return account;
  }

  synchronized ObjectNode at(String id) {
    return posts.get(Long.parseLong(id));
  }

  synchronized void edit(String id, String text, Instant at) {
    at(id).put("content", "<p>" + text + "</p>").put("edited_at", at.toString());
  }

  synchronized void delete(String id) {
    posts.remove(Long.parseLong(id));
  }

  synchronized void forgetAccount(String user) {
    accounts.remove(user);
  }

  /** The next request whose path begins so is answered so. */
  synchronized void fault(String path, Fault fault) {
    faults.add(Map.entry(path, fault));
  }

  private synchronized @Nullable Fault faultFor(String path) {
    for (Map.Entry<String, Fault> fault : faults) {
      if (path.startsWith(fault.getKey())) {
        faults.remove(fault);
        fired.add(fault.getKey());
        return fault.getValue();
      }
    }
    return null;
  }

  private void serve(LoopServer.Request request, OutputStream out)
      throws IOException, InterruptedException {
    URI asks = URI.create(request.path());
    asked.add(request.path());
    Fault fault = faultFor(asks.getPath());
    if (fault != null) {
      fault.answer(out);
    } else if (status != 200) {
      LoopServer.send(out, status + " Oh", "", "{\"error\":\"oh\"}");
    } else if (asks.getPath().startsWith("/api/v1/streaming")) {
      stream(out);
    } else {
      String body = body(asks);
      LoopServer.send(
          out,
          body.isEmpty() ? "404 Not Found" : "200 OK",
          "Content-Type: application/json\r\n",
          body);
    }
  }

  private void stream(OutputStream out) throws IOException, InterruptedException {
    out.write(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n:)\n\n"
            .getBytes(StandardCharsets.UTF_8));
    out.flush();
    while (streams) {
      String next = stream.poll(100, TimeUnit.MILLISECONDS);
      out.write((next == null ? ":thump\n" : next).getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  private synchronized String body(URI asks) {
    Map<String, String> query = query(asks);
    String path = asks.getPath();
    if (path.equals("/api/v2/instance")) {
      return "{\"domain\":\"%s\",\"configuration\":{\"urls\":{\"streaming\":\"ws://%s\"}}}"
          .formatted(domain(), authority());
    } else if (path.equals("/api/v1/accounts/lookup")) {
      String user = query.getOrDefault("acct", "");
      return accounts.containsKey(user) ? accountNode(user).toString() : "";
    } else if (path.startsWith("/api/v1/statuses/")) {
      ObjectNode post = posts.get(Long.parseLong(path.substring(path.lastIndexOf('/') + 1)));
      return post == null ? "" : post.toString();
    } else if (path.matches("/api/v1/accounts/[0-9]+/statuses")) {
      return accounts.containsValue(Integer.valueOf(path.split("/")[4]))
          ? page(path.split("/")[4], query)
          : "";
    }
    return "";
  }

  private String page(String account, Map<String, String> query) {
    int limit = Math.min(40, Integer.parseInt(query.getOrDefault("limit", "20")));
    long max = Long.parseLong(query.getOrDefault("max_id", "" + Long.MAX_VALUE));
    long min = heedsMinId ? Long.parseLong(query.getOrDefault("min_id", "-1")) : -1;
    List<ObjectNode> all = new ArrayList<>();
    posts.forEach(
        (id, post) -> {
          if (post.at("/account/id").asString().equals(account) && id < max && id > min) {
            all.add(post);
          }
        });
    List<ObjectNode> page =
        min >= 0
            ? all.subList(0, Math.min(limit, all.size()))
            : all.subList(Math.max(0, all.size() - limit), all.size());
    ArrayNode told = JsonNodeFactory.instance.arrayNode();
    List<ObjectNode> newestFirst = new ArrayList<>(page.reversed());
    if (shuffles) {
      newestFirst.sort(Comparator.comparing(p -> p.get("content").asString().hashCode()));
      newestFirst.addAll(List.copyOf(newestFirst)); // and each twice
    }
    newestFirst.forEach(told::add);
    return told.toString();
  }

  private static Map<String, String> query(URI asks) {
    Map<String, String> query = new TreeMap<>();
    if (asks.getRawQuery() != null) {
      for (String part : asks.getRawQuery().split("&")) {
        String[] pair = part.split("=", 2);
        query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  /** One message of server-sent events. */
  void tell(String event, String data) {
    stream.add("event: %s\ndata: %s\n\n".formatted(event, data));
  }

  static Fault headed(String status, String headers) {
    return out -> LoopServer.send(out, status, headers, "{\"error\":\"no\"}");
  }

  static Fault torn() {
    return out ->
        out.write(
            "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n[{\"id\":"
                .getBytes(StandardCharsets.UTF_8));
  }

  static Fault body(String body) {
    return out -> LoopServer.send(out, "200 OK", "", body);
  }

  static Duration patience() {
    return Duration.ofSeconds(30);
  }

  @Override
  public void close() {
    streams = false;
    server.close();
  }
}
