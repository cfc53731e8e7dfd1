package org.chancery.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FirstDataTest {
  private static JsonNode of(String page, UnaryOperator<String> api) {
    FirstData.About about = new FirstData.About(true, "1 \"a\"", "mailto:x@example.org");
    return JsonMapper.shared()
        .readTree(new FirstData(api, () -> "{\"version\":7}", about).of(page));
  }

  private static String rows(String path) {
    return "{\"rows\":[\"</script>%s\"]}".formatted(path);
  }

  @Test
  void each_page_has_what_it_waits_for() {
    JsonNode map = of("map", FirstDataTest::rows);
    assertThat(map.get("/api/v1/measures").get("rows").get(0).asString())
        .isEqualTo("</script>/measures");
    assertThat(map.has("/api/v1/live-snapshot")).isFalse();
    JsonNode now = of("", FirstDataTest::rows);
    assertThat(now.get("/api/v1/live-snapshot").get("version").asInt()).isEqualTo(7);
    assertThat(now.has("/api/v1/measures")).isFalse();
    assertThat(now.has("/api/v1/countries")).isTrue();
  }

  /** A hub of invented posts that is too busy to answer still says that they are invented. */
  @Test
  void an_answer_that_cannot_be_made_takes_nothing_else_with_it() {
    JsonNode map =
        of(
            "map",
            path -> {
              if (path.equals("/measures")) {
                throw new IllegalStateException("busy");
              }
              return rows(path);
            });
    assertThat(map.get("simulated").asBoolean()).isTrue();
    assertThat(map.get("version").asString()).isEqualTo("1 \"a\"");
    assertThat(map.get("contact").asString()).isEqualTo("mailto:x@example.org");
    assertThat(map.has("/api/v1/countries")).isTrue();
    assertThat(map.has("/api/v1/measures")).isFalse();
  }
}
