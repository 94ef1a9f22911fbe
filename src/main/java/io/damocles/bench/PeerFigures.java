package io.damocles.bench;

/**
 * damocles' own job manager, measured with the same load on the same kind of machine (Go, badger,
 * synchronous writes; 2026-11-24). Ranges of two runs.
 *
 * @param claim claims a second, with p50 and p99 in milliseconds
 */
record PeerFigures(String claim, String heartbeat, String finish, String list, String rss) {
  private static final int FULL_PARTITION = 2349;
  private static final PeerFigures UNKNOWN = new PeerFigures("", "", "", "", "");

  /** The row that fits, or empty figures if none was measured. */
  static PeerFigures of(int jobs, int sectors, int clients) {
    if (sectors == FULL_PARTITION && clients == 50) {
      return full(jobs);
    }
    if (sectors == FULL_PARTITION && clients == 1) {
      return fullAlone(jobs);
    }
    if (sectors == 10 && clients == 50) {
      return new PeerFigures(
          "515-640/s (46-61, 152-501 ms)",
          "10,600-13,800/s (p99 7-10)",
          "7,100-11,100/s",
          "0.045-0.15 s",
          "500-600 MB");
    }
    if (sectors == 10 && clients == 1) {
      return new PeerFigures(
          "1,110-1,950/s (0.5-0.8, 0.8-2.1 ms)",
          "2,580-3,040/s (p99 0.5-0.6)",
          "2,500-3,100/s",
          "0.007-0.14 s",
          "200-247 MB");
    }
    return UNKNOWN;
  }

  private static PeerFigures full(int jobs) {
    return switch (jobs) {
      case 100 ->
          new PeerFigures(
              "11-14/s (1100-2140, 6600-8900 ms)",
              "193-197/s (p99 510-580)",
              "190-194/s",
              "0.65-0.68 s",
              "2,300-2,490 MB");
      case 1000 ->
          new PeerFigures(
              "14-16/s (1640-1720, 17100-20300 ms)",
              "123-124/s (p99 830-1040)",
              "143-159/s",
              "6.8-6.9 s",
              "3,380-3,460 MB");
      case 3000 ->
          new PeerFigures(
              "15-16/s (1570-1690, 16100-18600 ms)",
              "109-114/s (p99 750-860)",
              "116-122/s",
              "21 s",
              "5,650-5,690 MB");
      default -> UNKNOWN;
    };
  }

  private static PeerFigures fullAlone(int jobs) {
    return switch (jobs) {
      case 100 ->
          new PeerFigures(
              "67-82/s (12-13, 21-82 ms)",
              "100-115/s (p99 11-17)",
              "110-116/s",
              "0.66-0.68 s",
              "1,000-1,085 MB");
      case 1000 ->
          new PeerFigures(
              "68-76/s (13-15, 23-24 ms)",
              "101-115/s (p99 14-16)",
              "102-115/s",
              "6.7-7.3 s",
              "2,050-2,170 MB");
      case 3000 ->
          new PeerFigures(
              "62-64/s (16, 25-27 ms)",
              "92-97/s (p99 15-17)",
              "95-98/s",
              "22-23 s",
              "5,770-5,940 MB");
      default -> UNKNOWN;
    };
  }
}
