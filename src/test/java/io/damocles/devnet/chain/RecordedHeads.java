package io.damocles.devnet.chain;

import io.damocles.chain.HeadChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The notifications of a chain, one line each: the kind, then the heights. */
final class RecordedHeads implements HeadListener {
  private final List<String> told = new ArrayList<>();

  RecordedHeads(DevnetChain chain) {
    chain.addListener(this);
  }

  @Override
  public void headChanged(List<HeadChange> changes) {
    String types =
        changes.stream().map(HeadChange::type).distinct().collect(Collectors.joining("+"));
    String heights =
        changes.stream()
            .map(change -> Long.toString(change.val().height()))
            .collect(Collectors.joining(" "));
    told.add(types + " " + heights);
  }

  List<String> told() {
    return told;
  }
}
