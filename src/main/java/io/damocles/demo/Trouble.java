package io.damocles.demo;

import io.damocles.wire.JobBrief;
import java.io.IOException;
import java.util.List;

/** Something that goes wrong, and is put right again. */
interface Trouble {
  /** Is told again and again how things stand; strikes when it is time. */
  void step(ChainView.Moment moment, List<JobBrief> jobs) throws IOException;

  /** Whether it has struck and is put right. */
  boolean isOver();
}
