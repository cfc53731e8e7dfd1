package org.chancery.server.hub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** The other end of {@link ControlServer}: gives work to the hub that has the data folder. */
public final class HandOver {
  private HandOver() {}

  /** Runs the import in the running hub and waits for it. */
  public static ImportReport run(Path dataFolder, ImportOrder order, Importer.Progress progress)
      throws IOException, InterruptedException {
    return ask(dataFolder, ControlServer.IMPORT, order, ImportReport.class, progress);
  }

  /** Shows or closes alerts in the running hub. */
  public static AlertReview review(Path dataFolder, AlertReview.Order order)
      throws IOException, InterruptedException {
    return ask(dataFolder, ControlServer.ALERTS, order, AlertReview.class, (records, share) -> {});
  }

  private static <T> T ask(
      Path dataFolder, String path, Object order, Class<T> answer, Importer.Progress progress)
      throws IOException, InterruptedException {
    Path file = dataFolder.resolve(ControlServer.FILE);
    if (!Files.exists(file)) {
      throw new IOException(
          "another chancery works on %s and takes no work (it is starting, or not a serve)"
              .formatted(dataFolder));
    }
    ControlServer.Address address =
        ControlServer.JSON.readValue(Files.readAllBytes(file), ControlServer.Address.class);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address.url() + path))
            .header("Authorization", "Bearer " + address.token())
            .POST(HttpRequest.BodyPublishers.ofString(ControlServer.JSON.writeValueAsString(order)))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<java.io.InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new IOException("the running hub refused the work: " + response.statusCode());
      }
      return read(response.body(), answer, progress);
    }
  }

  private static <T> T read(java.io.InputStream body, Class<T> answer, Importer.Progress progress)
      throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode told = ControlServer.JSON.readTree(line);
        if (told.has("report")) {
          return ControlServer.JSON.treeToValue(told.get("report"), answer);
        } else if (told.has("error")) {
          throw new IOException("the running hub could not do it: " + told.get("error").asString());
        }
        progress.at(told.get("records").asLong(), told.get("share").asDouble());
      }
    }
    throw new IOException("the running hub ended before its work did; run it again to go on");
  }
}
