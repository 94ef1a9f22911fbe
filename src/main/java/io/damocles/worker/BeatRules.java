package io.damocles.worker;

import io.damocles.rpc.RpcException;
import io.damocles.wire.BeatAnswer;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the answers to heartbeats mean for the jobs that they tell of. */
final class BeatRules {
  private static final int GO_ERROR = 1;
  private static final String KEY_NOT_FOUND = "key not found";

  private BeatRules() {}

  /** The attempts that are over, with the reason; a job that is not named goes on. */
  static Map<String, String> over(BeatAnswer answer) {
    Map<String, String> over = new LinkedHashMap<>();
    for (BeatAnswer.Verdict verdict : answer.jobs()) {
      if (!verdict.go()) {
        over.put(verdict.id(), verdict.reason());
      }
    }
    return over;
  }

  /** Whether the manager has no beat of ours, so that damocles' heartbeat is used for good. */
  static boolean isUnknown(Throwable failure) {
    return failure instanceof RpcException error && error.isMethodNotFound();
  }

  /**
   * Whether damocles' manager says that it has no such attempt; its library gives every error this
   * code, so the text counts too.
   */
  static boolean isKeyNotFound(Throwable failure) {
    return failure instanceof RpcException error
        && error.code() == GO_ERROR
        && KEY_NOT_FOUND.equals(error.getMessage());
  }
}
