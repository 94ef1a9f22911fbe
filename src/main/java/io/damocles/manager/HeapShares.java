package io.damocles.manager;

/** How the heap is shared out among what comes in from clients and what goes out to them. */
final class HeapShares {
  private static final long HEAP = Runtime.getRuntime().maxMemory();

  /**
   * Largest request in bytes: 100 MiB as in go-jsonrpc, or a sixteenth of the heap if that is less:
   * read and parsed, a request takes several times its size.
   */
  static final int LARGEST_REQUEST = (int) Math.min(100 << 20, HEAP / 16);

  /** Inputs on their way to workers, in bytes; their answers are copies of them. */
  static final long INPUTS = HEAP / 6;

  private HeapShares() {}
}
