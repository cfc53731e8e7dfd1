package org.chancery.ingest.source.x;

import java.util.List;
import org.chancery.ingest.source.JsonEntrance;
import org.chancery.ingest.source.JsonEntrance.Verdict;
import org.chancery.ingest.source.file.Json;

/** Where JSON comes from X. */
public final class XEntrances {
  private XEntrances() {}

  public static final List<JsonEntrance> ALL =
      List.of(
          new JsonEntrance("answer of X", "{\"data\":[],\"x\":", false, true, XEntrances::read));

  private static Verdict read(JsonEntrance.Input input) {
    Json.Result read = Json.parse(XApi.JSON, input.text(), 0, input.text().length);
    return read.problem() == null && read.node() != null
        ? Verdict.READ
        : Verdict.refused(read.problem() == null ? "no JSON text" : read.problem().detail());
  }
}
