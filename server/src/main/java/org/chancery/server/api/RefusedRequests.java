package org.chancery.server.api;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.chancery.server.api.answer.Problems;
import org.chancery.server.api.query.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the web server itself refuses before anybody of ours is asked, such as a head that is too
 * long, told as every other problem. Thread-safe; made by the web server, by its name.
 */
public final class RefusedRequests extends ErrorReportValve {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedRequests.class);
  private static final int FAULT_OF_OURS = 500;

  @Override
  protected void report(Request request, Response response, @Nullable Throwable fault) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    Problem problem =
        status < FAULT_OF_OURS
            ? new Problem(
                status, "REQUEST_REFUSED", "this request cannot be read, or is too long", null)
            : new Problem(status, "INTERNAL", "the hub has failed; its log says why", null);
    try {
      response.setContentType(Problems.TYPE);
      response.getOutputStream().write(Problems.bytes(problem, null));
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      LOG.debug("nobody waits for the answer to a refused request", e);
    }
  }
}
