package org.chancery.ingest.registry.list;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chancery.ingest.source.JsonEntrance;
import org.chancery.ingest.source.JsonEntrance.Verdict;

/** Where JSON comes in lists of actors. */
public final class ListEntrances {
  private static final Handed HANDED =
      new Handed(new CountryNames(List.of()), "test", "2026-01-01", null, null);

  private ListEntrances() {}

  public static final List<JsonEntrance> ALL =
      List.of(
          list(
              "Wikidata's answer, saved",
              ListFormat.WIKIDATA,
              "{\"head\":{\"vars\":[]},\"results\":{\"bindings\":[]},\"x\":"),
          list(
              "a row of Wikidata's answer",
              ListFormat.WIKIDATA,
              "{\"head\":{\"vars\":[]},\"bindings\":[],\"results\":{},\"row\":"),
          list("offices of parlparse", ListFormat.UK_PARLIAMENT, "{\"memberships\":[],\"x\":"));

  private static JsonEntrance list(String name, ListFormat format, String head) {
    return new JsonEntrance(
        name,
        head,
        false,
        false,
        input -> {
          try {
            Path file = Files.write(input.folder().resolve("ministers.json"), input.text());
            return Lists.read(format, List.of(file), HANDED).rejects().stream()
                .filter(reject -> reject.cause() == RejectCause.BAD_FORMAT)
                .findFirst()
                .map(reject -> Verdict.refused(reject.message()))
                .orElse(Verdict.READ);
          } catch (java.nio.file.FileSystemException e) {
            throw new UncheckedIOException(e);
          } catch (IOException e) { // no UTF-8
            return Verdict.refused(e.getMessage());
          }
        });
  }
}
