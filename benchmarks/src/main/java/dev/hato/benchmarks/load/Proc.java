package dev.hato.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What Linux tells about a process. */
final class Proc {
  /** Linux counts CPU time in hundredths of a second, whatever its kernel's own beat is. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int USER_TIME = 11;
  private static final int CHILDRENS_SYSTEM_TIME = 14;
  private static final int STOLEN = 8;

  private Proc() {}

  /** CPU seconds of a process, of the children that it has, and of those that ended. */
  static double cpuSeconds(long pid) {
    LongStream children =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::descendants)
            .mapToLong(ProcessHandle::pid);
    return LongStream.concat(LongStream.of(pid), children).map(Proc::ticks).sum()
        / TICKS_PER_SECOND;
  }

  /** CPU seconds of this process alone. */
  static double ownCpuSeconds() {
    return ticks(ProcessHandle.current().pid()) / TICKS_PER_SECOND;
  }

  /** Seconds that the host of a virtual machine took from its processors while they had work. */
  static double stolenSeconds() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
      String[] fields = lines.findFirst().orElseThrow().split(" +");
      return Long.parseLong(fields[STOLEN]) / TICKS_PER_SECOND;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long ticks(long pid) {
    String stat = read(pid, "stat");
    // The name of the program stands in parentheses and may hold blanks.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
    long sum = 0;
    for (int i = USER_TIME; i <= CHILDRENS_SYSTEM_TIME && i < fields.length; i++) {
      sum += Long.parseLong(fields[i]);
    }
    return sum;
  }

  /** Resident memory in MB. */
  static double residentMegabytes(long pid) {
    return read(pid, "status")
            .lines()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        / 1024.0;
  }

  /** Empty when the process has ended meanwhile. */
  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
