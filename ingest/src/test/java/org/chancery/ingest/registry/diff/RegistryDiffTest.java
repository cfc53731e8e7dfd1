package org.chancery.ingest.registry.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chancery.core.registry.Registry;
import org.chancery.ingest.registry.RegistryFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryDiffTest {
  private static final String ACTORS =
      """
      id,kind,name_en,name_fr,country,organisation,voice,host,wikidata,note,source,checked
      un,intergovernmental,United Nations,Nations unies,,un,institution,,,,test,2026
      person-a,official,A,A,,,person,,,,test,2026
      """;
  private static final String ACCOUNTS =
      """
      actor,network,handle,native_id,from,to,source,checked
      un,x,UN,14159148,,,test,2026
      person-a,x,a,1,,2020-01-01,test,2026
      person-a,x,a,1,2022-01-01,,test,2026
      """;

  @TempDir Path dir;

  @Test
  void a_registry_does_not_differ_from_itself_nor_from_its_rows_in_another_order()
      throws IOException {
    Registry one = registry("one", ACTORS, ACCOUNTS);
    String[] lines = ACCOUNTS.split("\n");
    String turned = String.join("\n", lines[0], lines[3], lines[2], lines[1]) + "\n";
    assertThat(RegistryDiff.of(one, one)).isEmpty();
    assertThat(RegistryDiff.of(one, registry("two", ACTORS, turned))).isEmpty();
  }

  @Test
  void changes_are_told_fact_by_fact() throws IOException {
    Registry before = registry("one", ACTORS, ACCOUNTS);
    Registry after =
        registry(
            "two",
            ACTORS.replace("United Nations,", "The United Nations,"),
            ACCOUNTS.replace("2022-01-01", "2022-06-01").replace("un,x,UN", "un,x,TheUN"));
    assertThat(RegistryDiff.of(before, after))
        .extracting(Change::toString)
        .containsExactlyInAnyOrder(
            "changed actor un: name_en was \"United Nations\", is \"The United Nations\"",
            "changed account person-a x a: from was \"2022-01-01\", is \"2022-06-01\"",
            "removed account un x un: handle UN, native_id 14159148, source test, checked 2026",
            "added account un x theun: handle TheUN, native_id 14159148, source test, checked 2026");
    assertThat(RegistryDiff.of(after, before)).hasSize(4);
  }

  private Registry registry(String name, String actors, String accounts) throws IOException {
    Path folder = Files.createDirectories(dir.resolve(name));
    Files.writeString(folder.resolve("actors.csv"), actors);
    Files.writeString(folder.resolve("accounts.csv"), accounts);
    return RegistryFiles.load(List.of(folder)).registry();
  }
}
