package org.chancery.ingest.source.x;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.chancery.core.event.AccountRef;
import org.chancery.core.event.FollowListSeen;
import org.chancery.core.event.Network;
import org.chancery.core.event.TieSeen;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whom listed accounts follow, and if asked for who of the listed is among their newest followers.
 * Only listed accounts go on: of a list of thousands of people nothing else is kept.
 */
final class FollowChore implements XChore {
  /** 15 000 accounts followed, 5 000 followers. */
  private static final int MOST_FOLLOWED = 15;

  private static final int MOST_FOLLOWERS = 5;

  private record Question(String number, boolean followers) {}

  private final Deque<Question> questions = new ArrayDeque<>();
  private final XListed listed;
  private final InstantSource clock;
  private List<AccountRef> found = new ArrayList<>();
  private @Nullable String more;
  private int pages;

  FollowChore(Iterable<String> numbers, boolean followers, XListed listed, InstantSource clock) {
    this.listed = listed;
    this.clock = clock;
    for (String number : numbers) {
      questions.add(new Question(number, false));
      if (followers) {
        questions.add(new Question(number, true));
      }
    }
  }

  @Override
  public String name() {
    return "follows";
  }

  @Override
  public XAnswer step(XApi api, XNews news) {
    Question question = questions.getFirst();
    Map<String, String> query = XQueries.users();
    query.put("max_results", "1000");
    if (more != null) {
      query.put("pagination_token", more);
    }
    XAnswer answer =
        api.get(
            "/2/users/%s/%s"
                .formatted(question.number, question.followers ? "followers" : "following"),
            query);
    if (answer instanceof XAnswer.Page(JsonNode page)) {
      take(question, page, news);
    }
    return answer;
  }

  private void take(Question question, JsonNode page, XNews news) {
    for (JsonNode user : page.path("data")) {
      String number = user.path("id").asString("");
      String handle = user.path("username").asString("");
      if (number.matches("[0-9]{1,19}") && handle.matches("[A-Za-z0-9_]{1,15}")) {
        AccountRef account = new AccountRef(Network.X, number, handle);
        listed.find(account).ifPresent(found::add);
      }
    }
    news.read(page.path("data").size());
    news.count("lists");
    String next = page.path("meta").path("next_token").asString("");
    int most = question.followers ? MOST_FOLLOWERS : MOST_FOLLOWED;
    if (!next.isEmpty() && !next.equals(more) && ++pages < most) {
      more = next;
      return;
    }
    AccountRef of = AccountRef.byId(Network.X, question.number);
    if (question.followers) {
      for (AccountRef follower : found) {
        news.events.add(new TieSeen(Network.X, null, follower, of, clock.instant()));
      }
    } else {
      news.events.add(new FollowListSeen(Network.X, of, found, next.isEmpty(), clock.instant()));
    }
    passOver();
  }

  @Override
  public boolean done() {
    return questions.isEmpty();
  }

  @Override
  public void passOver() {
    questions.pollFirst();
    found = new ArrayList<>();
    more = null;
    pages = 0;
  }
}
