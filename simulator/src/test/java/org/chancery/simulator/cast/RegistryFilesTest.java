package org.chancery.simulator.cast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.chancery.simulator.TestWorlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryFilesTest {
  @TempDir Path folder;

  @Test
  void writes_the_columns_of_the_contract_and_no_stranger() throws IOException {
    Cast cast = TestWorlds.cast(1, 420, Duration.ofDays(35));
    new RegistryFiles(folder, "a test", LocalDate.of(2026, 11, 21)).write(cast);
    List<String> actors = Files.readAllLines(folder.resolve("actors.csv"));
    List<String> accounts = Files.readAllLines(folder.resolve("accounts.csv"));
    List<String> tenures = Files.readAllLines(folder.resolve("tenures.csv"));
    assertThat(actors.get(0))
        .isEqualTo(
            "id,kind,name_en,name_fr,country,organisation,voice,host,wikidata,note,source,checked");
    assertThat(accounts.get(0)).isEqualTo("actor,network,handle,native_id,from,to,source,checked");
    assertThat(tenures.get(0)).isEqualTo("person,office,from,to,source,checked");
    assertThat(actors).hasSize(1 + cast.actors().size());
    long handed = cast.diplomats().stream().filter(d -> d.account().changesHands()).count();
    assertThat(accounts).hasSize(1 + 420 + (int) handed);
    assertThat(accounts).noneMatch(line -> line.contains("citizen-"));
    assertThat(tenures).hasSize(1 + cast.tenures().size());
  }
}
