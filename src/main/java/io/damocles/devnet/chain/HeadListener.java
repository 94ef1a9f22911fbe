package io.damocles.devnet.chain;

import io.damocles.chain.HeadChange;
import java.util.List;

/** Hears of each change of the head, on the thread that made it. */
@FunctionalInterface
public interface HeadListener {
  void headChanged(List<HeadChange> changes);
}
