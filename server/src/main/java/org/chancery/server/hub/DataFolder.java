package org.chancery.server.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The folder in which one hub keeps everything, used by one process at a time. */
public final class DataFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;

  private DataFolder(Path path, FileChannel channel, FileLock lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /** {@code $XDG_DATA_HOME/chancery}, else {@code ~/.local/share/chancery}. */
  public static Path usual(Map<String, String> environment, Path home) {
    String base = environment.get("XDG_DATA_HOME");
    Path data = base == null || base.isBlank() ? home.resolve(".local/share") : Path.of(base);
    return data.resolve("chancery");
  }

  /** Takes the folder; empty when another process has it. */
  public static Optional<DataFolder> take(Path path) throws IOException {
    Files.createDirectories(path);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    FileChannel channel =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null; // held by this very process
    }
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(new DataFolder(path.toAbsolutePath().normalize(), channel, lock));
  }

  public Path path() {
    return path;
  }

  public Path checkpoints(String job) {
    return path.resolve("checkpoints").resolve(job);
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
