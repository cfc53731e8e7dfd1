package org.chancery.ingest.topology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The embedded stream engine: as many threads as asked, checkpoints on local disk. It has no memory
 * of its own between starts, so the newest whole checkpoint is looked for here.
 *
 * @param checkpoints folder of one job's checkpoints; null to take none
 * @param restarts whether a job that fails is tried again, with growing pauses (a live job)
 */
public record Engine(
    int parallelism, @Nullable Path checkpoints, Duration checkpointInterval, boolean restarts) {

  /** An environment for one job, which starts from the newest checkpoint there is. */
  public StreamExecutionEnvironment environment() {
    Configuration settings = new Configuration();
    settings.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(16));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
    settings.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    settings.set(RestOptions.BIND_PORT, "0");
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY, restarts ? "exponential-delay" : "disable");
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofSeconds(1));
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(30));
    if (checkpoints != null) {
      settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
      settings.set(
          CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
      settings.set(
          CheckpointingOptions.CHECKPOINTS_DIRECTORY,
          checkpoints.toAbsolutePath().toUri().toString());
      settings.set(
          CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
          ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
      settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
      newestCheckpoint()
          .ifPresent(
              found -> {
                forgetOlder(found);
                settings.set(StateRecoveryOptions.SAVEPOINT_PATH, found.toUri().toString());
                settings.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
              });
    }
    StreamExecutionEnvironment engine =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
    engine.getConfig().enableObjectReuse();
    engine.setMaxParallelism(Heard.BUCKETS);
    return engine;
  }

  /** The newest checkpoint that was completed, of whatever run. */
  public Optional<Path> newestCheckpoint() {
    if (checkpoints == null || !Files.isDirectory(checkpoints)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.walk(checkpoints, 3)) {
      return all.filter(p -> p.getFileName().toString().equals("_metadata"))
          .max(Comparator.comparing(Engine::lastModified))
          .map(Path::getParent);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot look for checkpoints in " + checkpoints, e);
    }
  }

  /** Each start is a job of its own and would leave its last checkpoints behind for ever. */
  private void forgetOlder(Path newest) {
    Path folder = java.util.Objects.requireNonNull(checkpoints);
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.startsWith(newest) && !newest.startsWith(path)) {
          Files.deleteIfExists(path);
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot clear old checkpoints in " + folder, e);
    }
  }

  private static java.nio.file.attribute.FileTime lastModified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return java.nio.file.attribute.FileTime.fromMillis(0);
    }
  }
}
