package tickertalk.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code disk}: how long the machine's disk takes to keep a little that is written now and then, as
 * a commit makes it do. No acknowledgement of a durable server is faster.
 */
@Command(
    name = "disk",
    description = "Measures how long the disk takes to keep what a commit writes.",
    mixinStandardHelpOptions = true)
final class DiskCommand implements Callable<Integer> {
  private static final int FILE_BYTES = 32 * 1024 * 1024;
  private static final int KIB = 1024;

  @Option(
      names = "--work",
      required = true,
      paramLabel = "<folder>",
      description = "for the file that is written, which is deleted again")
  Path work;

  @Option(names = "--kib", defaultValue = "16", description = "each time (default: 16)")
  int kib;

  @Option(names = "--pause", defaultValue = "15", description = "between, in ms (default: 15)")
  int pauseMs;

  @Option(names = "--times", defaultValue = "1000", description = "how often (default: 1000)")
  int times;

  @Override
  public Integer call() throws IOException {
    Path file = Files.createTempFile(Files.createDirectories(work), "disk", null);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(FILE_BYTES)); // as a log that began again is overwritten
      channel.force(true);
      print(measure(channel));
      return 0;
    } finally {
      Files.delete(file);
    }
  }

  private Histogram measure(FileChannel channel) throws IOException {
    Histogram nanos = new Histogram(3);
    byte[] written = new byte[kib * KIB];
    for (int i = 0; i < times; i++) {
      long position = (long) i * written.length % (FILE_BYTES - written.length);
      long begun = System.nanoTime();
      channel.write(ByteBuffer.wrap(written), position);
      channel.force(false);
      nanos.recordValue(System.nanoTime() - begun);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMs));
    }
    return nanos;
  }

  private void print(Histogram nanos) {
    System.out.printf(
        Locale.ROOT,
        "%d times %d KiB, every %d ms: p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, longest %.1f ms%n",
        times,
        kib,
        pauseMs,
        nanos.getValueAtPercentile(50) / 1e6,
        nanos.getValueAtPercentile(99) / 1e6,
        nanos.getValueAtPercentile(99.9) / 1e6,
        nanos.getMaxValue() / 1e6);
  }
}
