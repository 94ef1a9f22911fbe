package io.damocles.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JVM holds after a full collection (Linux).
 *
 * @param rssMiB resident memory
 * @param heapKiB what is alive on the heap; 0 if there is no {@code jcmd} to ask
 * @param threads of the kernel
 * @param files open handles
 */
record ProcessSize(long rssMiB, long heapKiB, long threads, long files) {
  private static final Pattern USED =
      Pattern.compile("(?:generation|garbage-first heap)\\s+total \\d+K, used (\\d+)K");
  private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

  /** Collects, then measures. */
  static ProcessSize of(long pid) throws IOException {
    long heap = 0;
    if (Files.isExecutable(JCMD)) {
      jcmd(pid, "GC.run");
      Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
      while (used.find()) {
        heap += Long.parseLong(used.group(1));
      }
    }
    return new ProcessSize(residentMiB(pid), heap, field(pid, "Threads"), files(pid));
  }

  /** Resident memory as it is, in MiB. */
  static long residentMiB(long pid) throws IOException {
    return field(pid, "VmRSS") / 1024;
  }

  private static Path process(long pid) {
    return Path.of("/proc", Long.toString(pid));
  }

  private static long files(long pid) throws IOException {
    try (Stream<Path> files = Files.list(process(pid).resolve("fd"))) {
      return files.count();
    }
  }

  private static long field(long pid, String name) throws IOException {
    String status = Files.readString(process(pid).resolve("status"));
    Matcher value = Pattern.compile("(?m)^" + name + ":\\s+(\\d+)").matcher(status);
    if (!value.find()) {
      throw new BenchException("/proc/PID/status has no " + name);
    }
    return Long.parseLong(value.group(1));
  }

  private static String jcmd(long pid, String command) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                JCMD.toString(), "-J-XX:TieredStopAtLevel=1", Long.toString(pid), command)
            .redirectErrorStream(true)
            .start();
    return new String(
        jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%4d MiB rss %6.1f MiB heap %3d threads %3d handles",
        rssMiB,
        heapKiB / 1024.0,
        threads,
        files);
  }
}
