package org.chancery.ingest.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.chancery.core.event.AccountSeen;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostSeen;
import org.junit.jupiter.api.Test;

/** Real v1.1 user objects, most with their newest post inside; counted in Python. */
class CongressAccountsTest {
  @Test
  void users_and_their_newest_posts() {
    Path file = Reading.shared("data/posts/congress-accounts/test/data/list-members.json");
    ReadOptions collected = Reading.OPTIONS.withSeen(Instant.parse("2017-07-20T00:00:00Z"));
    List<ReadItem> items = Reading.all(file, FileFormat.X_V1, null, collected);
    List<AccountSeen> users =
        items.stream().filter(i -> !i.embedded()).map(i -> (AccountSeen) Reading.event(i)).toList();
    List<PostSeen> posts = items.stream().filter(ReadItem::embedded).map(Reading::post).toList();

    assertThat(users).hasSize(1_063);
    assertThat(users.stream().mapToLong(AccountSeen::followers).sum()).isEqualTo(65_384_091);
    assertThat(posts).hasSize(1_057);
    assertThat(posts.stream().filter(p -> p.kind() == PostKind.REPOST)).hasSize(227);
    assertThat(posts.stream().filter(p -> p.kind() == PostKind.REPOST))
        .allMatch(p -> p.repostOf().id() != null && p.repostOf().author() != null);
    assertThat(posts.stream().filter(p -> p.quoteOf() != null)).hasSize(85);
    assertThat(posts.stream().filter(p -> p.replyTo() != null)).hasSize(58);
    assertThat(posts.getFirst().id()).isEqualTo("886800940346609664");
  }

  @Test
  void a_user_without_a_time_needs_one() {
    Path file = Reading.shared("data/posts/congress-accounts/test/data/list-members.json");
    assertThat(
            Reading.all(file, FileFormat.X_V1).stream()
                .filter(i -> !i.embedded())
                .filter(i -> i.parsed() instanceof org.chancery.core.event.Parsed.Rejected))
        .hasSize(6)
        .allMatch(i -> Reading.cause(i).name().equals("NO_TIMESTAMP"));
  }
}
