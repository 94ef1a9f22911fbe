package io.damocles.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Calls as bytes, made once and sent many times. */
final class Calls {
  private static final String ENVELOPE =
      "{\"jsonrpc\":\"2.0\",\"method\":\"Venus.%s\",\"params\":[%s],\"id\":1}";

  /** Before the id of a job that was handed out. */
  static final byte[] ALLOCATED = HttpAnswer.ascii("\"Id\":\"");

  /** Before a result that is a string. */
  static final byte[] RESULT = HttpAnswer.ascii("\"result\":\"");

  private Calls() {}

  static byte[] list() {
    return call("WdPoStAllJobs", "");
  }

  static byte[] claim(List<Long> miners, long waitMillis, String worker) {
    String wait = waitMillis > 0 ? ",\"WaitMillis\":" + waitMillis : "";
    return call(
        "WdPoStAllocateJobs",
        "{\"AllowedMiners\":%s,\"AllowedProofTypes\":[]%s},1,\"%s\""
            .formatted(miners, wait, worker));
  }

  static byte[] heartbeat(String id, String worker) {
    return call("WdPoStHeartbeatJobs", "[\"%s\"],\"%s\"".formatted(id, worker));
  }

  /** Our own heartbeat, which is answered with a verdict. */
  static byte[] beat(String id, String worker) {
    return call(
        "WdPoStBeat",
        "{\"Worker\":\"%s\",\"Jobs\":[{\"Id\":\"%s\",\"Stage\":\"SNARK\",\"Done\":0,\"Total\":0}]}"
            .formatted(worker, id));
  }

  static byte[] fail(String id, String reason) {
    return call("WdPoStFinishJob", "\"%s\",null,\"%s\"".formatted(id, reason));
  }

  static byte[] finish(String id, String proof) {
    return call(
        "WdPoStFinishJob", "\"%s\",{\"proofs\":[\"%s\"],\"faults\":[]},\"\"".formatted(id, proof));
  }

  static byte[] reset(String job) {
    return call("WdPoStResetJob", "\"%s\"".formatted(job));
  }

  static byte[] remove(String job) {
    return call("WdPoStRemoveJob", "\"%s\"".formatted(job));
  }

  /** A call of our own method that makes a job; the request is JSON. */
  static byte[] create(byte[] request) {
    byte[] before =
        HttpAnswer.ascii("{\"jsonrpc\":\"2.0\",\"method\":\"Venus.WdPoStCreateJob\",\"params\":[");
    byte[] after = HttpAnswer.ascii("],\"id\":1}");
    byte[] call = new byte[before.length + request.length + after.length];
    System.arraycopy(before, 0, call, 0, before.length);
    System.arraycopy(request, 0, call, before.length, request.length);
    System.arraycopy(after, 0, call, before.length + request.length, after.length);
    return call;
  }

  /** The job that an attempt's id names: ours is {@code job.attempt}, damocles' is the job's. */
  static String jobOf(String attempt) {
    int dot = attempt.indexOf('.');
    return dot < 0 ? attempt : attempt.substring(0, dot);
  }

  private static byte[] call(String method, String params) {
    return ENVELOPE.formatted(method, params).getBytes(StandardCharsets.UTF_8);
  }
}
