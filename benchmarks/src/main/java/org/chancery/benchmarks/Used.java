package org.chancery.benchmarks;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU and wall time of this process since it was made, and its memory. */
final class Used {
  private final long wall = System.nanoTime();
  private final long cpu = processCpu();

  double seconds() {
    return (System.nanoTime() - wall) / 1e9;
  }

  double cpuSeconds() {
    return (processCpu() - cpu) / 1e9;
  }

  private static long processCpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Most resident memory of this process so far, in MiB; 0 where the system does not tell. */
  static long peakMebibytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (java.io.IOException e) {
      return 0;
    }
  }
}
