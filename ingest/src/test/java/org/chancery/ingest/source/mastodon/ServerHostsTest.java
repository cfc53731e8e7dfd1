package org.chancery.ingest.source.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chancery.ingest.store.Store;
import org.chancery.ingest.store.TestDatabase;
import org.junit.jupiter.api.Test;

/** Where servers are, over several runs of the program. */
class ServerHostsTest {
  @Test
  void a_server_that_came_home_is_unlearnt_and_one_that_nobody_asks_is_not() throws Exception {
    try (Store store = TestDatabase.fresh()) {
      new ServerHosts(store.dataSource())
          .keep(
              Map.of(
                  "mfa.example", Optional.of("social.mfa.example"),
                  "eu.example", Optional.of("a.eu.example"),
                  "un.example", Optional.of("social.un.example")));
      assertThat(rows(store)).hasSize(3);
      new ServerHosts(store.dataSource())
          .keep(Map.of("mfa.example", Optional.empty(), "eu.example", Optional.of("b.eu.example")));
      assertThat(rows(store))
          .containsExactly("eu.example|b.eu.example", "un.example|social.un.example");
    }
  }

  private static List<String> rows(Store store) throws Exception {
    return TestDatabase.rows(
        store.dataSource(), "select domain, host from mastodon_server order by domain");
  }
}
