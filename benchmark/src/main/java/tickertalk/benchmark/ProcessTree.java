package tickertalk.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What a process and those it started use, as the operating system counts it. */
final class ProcessTree {
  /** USER_HZ, which is 100 on each Linux that Java runs on. */
  private static final long TICK_MS = 10;

  /** Fields of {@code /proc/<pid>/stat} after the name in parentheses: proc(5), 14 and 15. */
  private static final int UTIME = 11;

  private static final int STIME = 12;

  /** Columns of the first line of {@code /proc/stat}; proc(5). */
  private static final int IDLE = 4;

  private static final int IOWAIT = 5;
  private static final int STEAL = 8;

  private final ProcessHandle root;

  ProcessTree(ProcessHandle root) {
    this.root = root;
  }

  /** CPU time used so far, of user and kernel, in steps of 10 ms. */
  long cpuMs() {
    return pids().map(ProcessTree::cpuMs).sum();
  }

  /** The same of the first process alone. */
  long ownCpuMs() {
    return cpuMs(root.pid());
  }

  private static long cpuMs(long pid) {
    return cpuTicks(Path.of("/proc", "" + pid, "stat")) * TICK_MS;
  }

  /** CPU time that was not idle, of all that runs on this machine, and what its host took. */
  static long machineCpuMs() {
    String[] ticks = read(Path.of("/proc/stat")).lines().findFirst().orElseThrow().split(" +", -1);
    long sum = 0;
    for (int column = 1; column <= STEAL; column++) {
      if (column != IDLE && column != IOWAIT) {
        sum += Long.parseLong(ticks[column]);
      }
    }
    return sum * TICK_MS;
  }

  /** Resident memory. */
  long residentBytes() {
    return pids().map(pid -> residentBytes(Path.of("/proc", "" + pid, "status"))).sum();
  }

  private LongStream pids() {
    return Stream.concat(Stream.of(root), root.descendants()).mapToLong(ProcessHandle::pid);
  }

  private static long cpuTicks(Path stat) {
    String line = read(stat);
    if (line.isEmpty()) {
      return 0;
    }
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
  }

  private static long residentBytes(Path status) {
    return read(status)
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .sum();
  }

  /** Empty for a process that is gone. */
  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
