package org.chancery.server.hub;

import java.time.Duration;
import java.util.List;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.chancery.ingest.source.Tap;
import org.chancery.ingest.topology.Hub;
import org.chancery.ingest.topology.Topology;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topology listening to live taps, until it is closed. */
final class LiveJob implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveJob.class);
  static final String NAME = "live";

  private final @Nullable JobClient job;
  private volatile boolean closed;

  private LiveJob(@Nullable JobClient job) {
    this.job = job;
    if (job != null) {
      job.getJobExecutionResult().whenComplete((result, error) -> ended(error));
    }
  }

  private void ended(@Nullable Throwable error) {
    if (error != null && !closed) {
      LOG.error("the live stream ended; pages go on without news, start again", error);
    }
  }

  /**
   * Starts to listen; without taps nothing is started.
   *
   * @param checkpoints time between two, at which sources learn what is stored for good
   */
  static LiveJob start(Wiring wiring, List<Tap> taps, Hub.Ref hub, Duration checkpoints) {
    if (taps.isEmpty()) {
      LOG.info("no live source is set; posts come by import");
      return new LiveJob(null);
    }
    try {
      StreamExecutionEnvironment engine = wiring.liveEngine(NAME, checkpoints).environment();
      Topology.live(engine, taps, hub);
      return new LiveJob(engine.executeAsync(NAME));
    } catch (Exception e) {
      throw new IllegalStateException("the stream engine does not start", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    if (job != null) {
      job.cancel().join();
    }
  }
}
