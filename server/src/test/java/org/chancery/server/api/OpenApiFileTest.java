package org.chancery.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.chancery.server.api.openapi.OpenApi;
import org.junit.jupiter.api.Test;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The description of the API that is kept beside the pages, whose types are made from it, is the
 * one that the server gives. {@code -Dchancery.openapi=write} writes it anew.
 */
class OpenApiFileTest {
  private static final Path FILE = Path.of("..", "web", "src", "api", "openapi.json");

  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build()
          .writer()
          .with(
              new DefaultPrettyPrinter()
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  @Test
  void the_pages_are_made_for_the_api_that_is_served() throws IOException {
    byte[] served =
        OpenApi.document(TestHub.endpoints(TestHub.hub().surroundings, true), "of the build");
    String text = WRITER.writeValueAsString(TestHub.JSON.readValue(served, Map.class)) + "\n";
    if ("write".equals(System.getProperty("chancery.openapi"))) {
      Files.writeString(FILE, text);
    }
    assertThat(Files.readString(FILE))
        .as("run this test with -Dchancery.openapi=write after a change of the API")
        .isEqualTo(text);
  }
}
