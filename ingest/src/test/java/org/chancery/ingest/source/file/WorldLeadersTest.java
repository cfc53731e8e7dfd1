package org.chancery.ingest.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chancery.core.event.Parsed;
import org.chancery.core.event.PostKind;
import org.chancery.core.event.PostSeen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real timelines; the expected numbers were counted in Python from the raw JSON. */
class WorldLeadersTest {
  private static final String FOLDER = "data/posts/world-leaders-2017/";

  @ParameterizedTest
  @CsvSource({
    "JDMahama, 1055, 39, 47, 0, 259, 542, 130, 265, 156403, 96628, 39, 1048, 598827",
    "MedvedevRussiaE, 1143, 50, 7, 0, 98, 106, 463, 462, 87912, 85581, 50, 1120, 1157782",
    "MustafaAG, 686, 31, 115, 0, 186, 58, 197, 37, 10044, 5760, 30, 649, 265049",
    "PEPE_LOBO, 568, 19, 1, 0, 35, 23, 7, 97, 1621, 7511, 19, 565, 42484",
    "SAPresident, 100, 5, 1, 0, 8, 47, 18, 0, 4628, 8798, 5, 100, 431840",
    "hatoyamayukio, 694, 36, 15, 2, 62, 193, 258, 25, 174651, 260656, 38, 693, 735871",
    "ivojosipovic, 861, 127, 286, 19, 653, 209, 213, 71, 3037, 735, 140, 60, 10600"
  })
  void a_timeline_of_v1_1_equals_its_json(
      String handle,
      long posts,
      long reposts,
      long replies,
      long quotes,
      long mentions,
      long hashtags,
      long links,
      long media,
      long likes,
      long shares,
      long inner,
      long languages,
      long followers) {
    Path file = Reading.shared(FOLDER + "data/backup_json/" + handle + "_tweets.json.gz");
    List<ReadItem> items = Reading.all(file, FileFormat.X_V1);
    assertThat(items).allMatch(item -> item.parsed() instanceof Parsed.Ok);
    List<PostSeen> own =
        items.stream().filter(item -> !item.embedded()).map(Reading::post).toList();

    assertThat(own).hasSize((int) posts);
    assertThat(own).allMatch(p -> handle.equals(p.author().handle()) && p.followers() == followers);
    assertThat(own.stream().filter(p -> p.kind() == PostKind.REPOST)).hasSize((int) reposts);
    assertThat(own.stream().filter(p -> p.kind() == PostKind.REPLY)).hasSize((int) replies);
    assertThat(own.stream().filter(p -> p.quoteOf() != null)).hasSize((int) quotes);
    assertThat(own.stream().mapToLong(p -> size(p.entities().mentions())).sum())
        .isEqualTo(mentions);
    assertThat(own.stream().mapToLong(p -> size(p.entities().hashtags())).sum())
        .isEqualTo(hashtags);
    assertThat(own.stream().mapToLong(p -> size(p.entities().links())).sum()).isEqualTo(links);
    assertThat(own.stream().mapToLong(PostSeen::media).sum()).isEqualTo(media);
    assertThat(own.stream().mapToLong(p -> orZero(p.engagement().likes())).sum()).isEqualTo(likes);
    assertThat(own.stream().mapToLong(p -> orZero(p.engagement().reposts())).sum())
        .isEqualTo(shares);
    assertThat(own.stream().filter(p -> p.lang() != null)).hasSize((int) languages);
    assertThat(items.stream().filter(ReadItem::embedded)).hasSize((int) inner);
    assertThat(FormatGuessTest.guess(file).format()).isEqualTo(FileFormat.X_V1);
  }

  @Test
  void the_lines_of_66_leaders_are_read_by_a_map() {
    Path file = Reading.shared(FOLDER + "tweets.jsonl.gz");
    ColumnMap map =
        ColumnMap.parse(
            """
            format: jsonl
            network: =x
            id: id
            account.handle: user
            created: created_at
            created_pattern: yyyy-MM-dd HH:mm:ss
            text: text
            """);
    List<ReadItem> items = Reading.all(file, FileFormat.JSONL, map, Reading.OPTIONS);
    Map<String, Integer> perAccount = new HashMap<>();
    int reposts = 0;
    for (ReadItem item : items) {
      PostSeen post = Reading.post(item);
      perAccount.merge(String.valueOf(post.author().handle()), 1, Integer::sum);
      reposts += post.kind() == PostKind.REPOST ? 1 : 0;
    }
    assertThat(items).hasSize(172_403);
    assertThat(reposts).isEqualTo(40_122);
    assertThat(perAccount)
        .hasSize(66)
        .containsEntry("eucopresident", 3_248)
        .containsEntry("azpresident", 3_246)
        .containsEntry("PrimeMinistry", 3_245);
  }

  @Test
  void the_guess_for_these_lines_is_shown_and_would_be_right() {
    FormatGuess guess = FormatGuessTest.guess(Reading.shared(FOLDER + "tweets.jsonl.gz"));
    assertThat(guess.format()).isEqualTo(FileFormat.JSONL);
    assertThat(guess.proposal().map()).isPresent();
    assertThat(guess.proposal().map().get().columns())
        .isEqualTo(
            Map.of(
                "network",
                "=x",
                "id",
                "id",
                "account.handle",
                "user",
                "created",
                "created_at",
                "text",
                "text"));
  }

  private static int size(List<?> list) {
    assertThat(list).isNotNull();
    return list.size();
  }

  private static long orZero(Long number) {
    return number == null ? 0 : number;
  }
}
