package org.chancery.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void what_is_filled_in_is_never_a_place_to_fill() {
    assertThat(
            Html.fill(
                "<title>__TITLE__</title>__FIRST_DATA__",
                Map.of("TITLE", "__FIRST_DATA__ $1", "FIRST_DATA", "x")))
        .isEqualTo("<title>__FIRST_DATA__ $1</title>x");
  }

  @Test
  void json_cannot_end_its_script() {
    assertThat(Html.json("{\"a\":\"</script><!--\u2028\"}"))
        .isEqualTo("{\"a\":\"\\u003c/script\\u003e\\u003c!--\\u2028\"}");
    assertThat(Html.escape("<a href=\"x\">'&")).isEqualTo("&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
  }
}
