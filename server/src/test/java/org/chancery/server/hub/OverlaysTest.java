package org.chancery.server.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlaysTest {
  @Test
  void the_folders_of_the_last_command_that_named_any_stay(@TempDir Path data) throws IOException {
    Path folder = data.resolve("not yet there");
    assertThat(Overlays.remembered(folder)).isEmpty();
    Overlays.remember(folder, List.of(data.resolve("a"), data.resolve("b with space")));
    Overlays.remember(folder, List.of(data.resolve("x/../c")));
    assertThat(Overlays.remembered(folder)).containsExactly(data.resolve("c").toAbsolutePath());
    Overlays.remember(folder, List.of());
    assertThat(Overlays.remembered(folder)).isEmpty();
  }
}
