package org.chancery.ingest.source.x;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.chancery.core.event.RejectReason;
import org.chancery.ingest.egress.Outcome;
import org.chancery.ingest.source.file.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Gives X the list of posts, or of accounts, that are kept here, and follows what X says is gone: a
 * job is made, the list is uploaded, X works on it, the result is taken.
 */
final class JobChore implements XChore {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofHours(6);

  final Instant began;
  private final boolean posts;
  private final Collection<String> ids;
  private final XListed listed;
  private final InstantSource clock;
  private @Nullable String job;

  /** When X made the job that is under way: each has its own time. */
  private Instant made;

  private boolean uploaded;
  private boolean ended;
  private String uploadTo = "";

  JobChore(boolean posts, Collection<String> ids, XListed listed, InstantSource clock) {
    this.posts = posts;
    this.ids = List.copyOf(ids);
    this.listed = listed;
    this.clock = clock;
    this.began = clock.instant();
    this.made = began;
    this.ended = ids.isEmpty();
  }

  @Override
  public String name() {
    return posts ? "compliance of posts" : "compliance of users";
  }

  @Override
  public boolean reads() {
    return false;
  }

  @Override
  public XAnswer step(XApi api, XNews news) {
    if (job == null) {
      return make(api);
    }
    return uploaded ? look(api, job, news) : upload(api);
  }

  private XAnswer make(XApi api) {
    JsonNode body =
        XApi.JSON
            .createObjectNode()
            .put("type", posts ? "tweets" : "users")
            .put("name", "chancery");
    XAnswer answer = api.post("/2/compliance/jobs", body);
    if (answer instanceof XAnswer.Page(JsonNode page)) {
      String id = page.path("data").path("id").asString("");
      uploadTo = page.path("data").path("upload_url").asString("");
      if (!id.matches("[0-9]{1,19}") || uploadTo.isEmpty()) {
        return new XAnswer.Broken("X made a job without id or place for the list");
      }
      job = id;
      made = clock.instant();
    }
    return answer;
  }

  private XAnswer upload(XApi api) {
    byte[] list = (String.join("\n", ids) + "\n").getBytes(StandardCharsets.UTF_8);
    Outcome outcome = api.upload(uploadTo, list);
    if (outcome instanceof Outcome.Answered answer && answer.status() / 100 == 2) {
      uploaded = true;
      return new XAnswer.Page(XApi.JSON.createObjectNode());
    }
    return secret(outcome, "the list cannot be given to X");
  }

  private XAnswer look(XApi api, String id, XNews news) {
    XAnswer answer = api.get("/2/compliance/jobs/" + id, java.util.Map.of());
    if (!(answer instanceof XAnswer.Page(JsonNode page))) {
      return answer;
    }
    JsonNode data = page.path("data");
    return switch (data.path("status").asString("")) {
      case "complete" -> result(api, data.path("download_url").asString(""), news);
      case "failed", "expired" -> {
        again();
        yield new XAnswer.Broken("X could not do the job");
      }
      default -> {
        if (clock.instant().isAfter(made.plus(PATIENCE))) {
          again();
          yield new XAnswer.Broken("X did not do the job within " + PATIENCE);
        }
        yield new XAnswer.Later(clock.instant().plus(LOOK_AGAIN), "");
      }
    };
  }

  private XAnswer result(XApi api, String address, XNews news) {
    Outcome outcome = api.download(address);
    if (!(outcome instanceof Outcome.Answered answer) || answer.status() != 200) {
      return secret(outcome, "the result cannot be taken from X");
    }
    for (String line : new String(answer.body(), StandardCharsets.UTF_8).lines().toList()) {
      if (!line.isBlank()) {
        byte[] text = line.getBytes(StandardCharsets.UTF_8);
        Json.Result read = Json.parse(XApi.JSON, text, 0, text.length);
        if (read.node() != null) {
          XCompliance.found(read.node(), posts, began, listed, news);
        } else {
          news.main(RejectReason.MALFORMED.name());
        }
      }
    }
    ended = true;
    return new XAnswer.Page(XApi.JSON.createObjectNode());
  }

  /** Where lists lie is told to nobody: who knows the address may read and write there. */
  private static XAnswer secret(Outcome outcome, String words) {
    String why =
        switch (outcome) {
          case Outcome.Answered answer -> "status " + answer.status();
          case Outcome.Refused refused -> refused.rule().name();
          case Outcome.Failed failed -> failed.cause().name();
        };
    return new XAnswer.Broken(words + ": " + why);
  }

  /** From the beginning: a job that failed is of no use. */
  private void again() {
    job = null;
    uploaded = false;
  }

  @Override
  public boolean done() {
    return ended;
  }

  /** There is nothing to pass over: it has to be done, so it begins anew. */
  @Override
  public void passOver() {
    again();
  }
}
