package io.damocles.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A processor child that keeps a processor busy for each task, then answers at length. */
final class BusyChild {
  private static final long WORK_NANOS = TimeUnit.MILLISECONDS.toNanos(700);
  private static final int ANSWER_BYTES = 300_000;

  private BusyChild() {}

  public static void main(String[] args) throws IOException {
    PrintStream out = System.out;
    String proof = "AAAA".repeat(ANSWER_BYTES / 3);
    out.println("window_post processor ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String id = line.substring(line.indexOf(':') + 1, line.indexOf(','));
      String answer =
          "{\"id\":%s,\"err_msg\":null,\"output\":{\"proofs\":[\"%s\"],\"faults\":[]}}"
              .formatted(id, proof);
      Thread thread = new Thread(() -> answer(out, answer));
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void answer(PrintStream out, String answer) {
    long end = System.nanoTime() + WORK_NANOS;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    synchronized (out) {
      out.println(answer);
      out.flush();
    }
  }
}
