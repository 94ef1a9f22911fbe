package io.damocles.manager.api;

import io.damocles.rpc.RpcCode;

/** Checks names that end up in the database. */
final class Names {
  private static final int LONGEST = 255;

  private Names() {}

  static String worker(String name) {
    if (name.length() > LONGEST) {
      throw RpcCode.FAILED.exception(
          "worker name has %d characters, at most %d are allowed"
              .formatted(name.length(), LONGEST));
    }
    return name;
  }
}
