package io.damocles.demo;

import io.damocles.wire.JobBrief;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** The chain takes back the tipsets with a deadline's proofs, as soon as all are there. */
final class Reorganisation implements Trouble {
  private static final int TIPSETS = 3;

  private final ChainView chain;
  private final Window window;
  private final Consumer<String> say;
  private boolean over;

  Reorganisation(ChainView chain, Window window, Consumer<String> say) {
    this.chain = chain;
    this.window = window;
    this.say = say;
  }

  @Override
  public void step(ChainView.Moment moment, List<JobBrief> jobs) throws IOException {
    if (over || !window.isOpen(moment.height())) {
      return;
    }
    boolean landed = moment.posted().count() == window.partitions();
    // So late that there is just time to repair it.
    boolean last = moment.height() >= window.close() - TIPSETS;
    if (!landed && !last) {
      return;
    }
    chain.reorganise(TIPSETS);
    over = true;
    say.accept(
        "reorganised the chain: the last %d tipsets are replaced, deadline %d has %d of %d proofs"
            .formatted(TIPSETS, window.index(), chain.now().posted().count(), window.partitions()));
  }

  @Override
  public boolean isOver() {
    return over;
  }
}
