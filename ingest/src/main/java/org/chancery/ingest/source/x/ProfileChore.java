package org.chancery.ingest.source.x;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Profiles of listed accounts, a hundred in one question: numbers, names, followers. */
final class ProfileChore implements XChore {
  private static final int MOST = 100;
  private final Deque<Question> questions = new ArrayDeque<>();
  private final InstantSource clock;

  private record Question(String path, String key, String values) {}

  ProfileChore(Collection<String> numbers, Collection<String> handles, InstantSource clock) {
    this.clock = clock;
    ask("/2/users", "ids", numbers);
    ask("/2/users/by", "usernames", handles);
  }

  private void ask(String path, String key, Collection<String> values) {
    List<String> all = new ArrayList<>(values);
    for (int from = 0; from < all.size(); from += MOST) {
      List<String> some = all.subList(from, Math.min(all.size(), from + MOST));
      questions.add(new Question(path, key, String.join(",", some)));
    }
  }

  @Override
  public String name() {
    return "profiles";
  }

  @Override
  public XAnswer step(XApi api, XNews news) {
    Question question = questions.getFirst();
    Map<String, String> query = XQueries.users();
    query.put(question.key, question.values);
    XAnswer answer = api.get(question.path, query);
    if (answer instanceof XAnswer.Page(JsonNode page)) {
      page.path("errors").forEach(error -> news.count("unknown-account"));
      news.take(page, clock.instant());
      questions.removeFirst();
    }
    return answer;
  }

  @Override
  public boolean done() {
    return questions.isEmpty();
  }

  @Override
  public void passOver() {
    questions.pollFirst();
  }
}
