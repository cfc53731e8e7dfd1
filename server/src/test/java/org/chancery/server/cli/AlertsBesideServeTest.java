package org.chancery.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.chancery.core.event.Network;
import org.chancery.ingest.store.Batch;
import org.chancery.ingest.store.Change;
import org.chancery.ingest.store.EmbeddedDatabase;
import org.chancery.ingest.store.PostStore;
import org.chancery.ingest.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code registry alerts} on a data folder that a running {@code serve} has. */
class AlertsBesideServeTest {
  private static final long PATIENCE_SECONDS = 180;

  @TempDir Path dir;
  private Process serve;

  @AfterEach
  void stop() throws InterruptedException {
    if (serve != null) {
      serve.destroy();
      if (!serve.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        serve.destroyForcibly().waitFor();
      }
    }
  }

  private static Change.IdentityAlert alert() {
    return new Change.IdentityAlert(
        UUID.nameUUIDFromBytes(new byte[] {1}),
        "handle-changed",
        Instant.parse("2026-11-02T12:00:00Z"),
        "fr-mfa",
        Network.BLUESKY,
        "diplo.example",
        "did:plc:diplo",
        "new.example",
        null,
        null,
        null);
  }

  private Path registry() throws IOException {
    Path folder = Files.createDirectories(dir.resolve("registry"));
    Files.writeString(
        folder.resolve("countries.csv"),
        """
        country,name_en,name_fr,status,capital,point_lat,point_lon,languages,source
        FRA,France,France,un-member,Paris,48.867,2.333,fr,test
        """);
    Files.writeString(
        folder.resolve("actors.csv"),
        """
        id,kind,name_en,name_fr,country,organisation,voice,host,wikidata,note,source,checked
        fr-mfa,foreign-ministry,Ministry,Ministère,FRA,,institution,,,,test,2026
        """);
    Files.writeString(
        folder.resolve("accounts.csv"), "actor,network,handle,native_id,from,to,source,checked\n");
    return folder;
  }

  private void serve(Path data) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dchancery.registry=" + registry());
    command.add("--add-opens=java.base/java.util=ALL-UNNAMED");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Chancery.class.getName());
    command.addAll(List.of("serve", "--offline", "--port", "0", "--data", data.toString()));
    serve = new ProcessBuilder(command).redirectError(dir.resolve("serve.log").toFile()).start();
    BufferedReader out =
        new BufferedReader(
            new java.io.InputStreamReader(serve.getInputStream(), StandardCharsets.UTF_8));
    String line =
        CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return String.valueOf(out.readLine());
                  } catch (IOException e) {
                    return e.toString();
                  }
                })
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(line)
        .as(Files.readString(dir.resolve("serve.log")))
        .startsWith("Chancery is ready: ");
  }

  private static String run(int code, String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = Chancery.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(out));
    assertThat(line.execute(arguments)).as(out.toString()).isEqualTo(code);
    return out.toString();
  }

  @Test
  void alerts_are_shown_and_closed_while_the_hub_runs() throws Exception {
    Path data = Files.createDirectories(dir.resolve("data"));
    try (EmbeddedDatabase server = EmbeddedDatabase.start(data);
        Store store = Store.open(server.url())) {
      Batch batch = new Batch();
      batch.add(alert());
      new PostStore(store.dataSource(), false).write(batch);
    }
    serve(data);
    String folder = data.toString();
    assertThat(run(0, "registry", "alerts", "--data", folder))
        .contains("the listed account diplo.example is now called new.example")
        .contains("[not verified / non vérifié]")
        .contains("1 open alerts");
    assertThat(run(0, "registry", "alerts", "--data", folder, "--dismiss", "1"))
        .contains("alert 1 is dismissed");
    assertThat(run(2, "registry", "alerts", "--data", folder, "--dismiss", "1"))
        .contains("there is no open alert 1");
    assertThat(run(0, "registry", "alerts", "--data", folder)).contains("0 open alerts");
    assertThat(serve.isAlive()).isTrue();
  }
}
