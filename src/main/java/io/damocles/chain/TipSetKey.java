package io.damocles.chain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** Names a tipset by its blocks, in their order; an empty one stands for the head. */
public record TipSetKey(@JsonValue List<Cid> cids) {
  public static final TipSetKey HEAD = new TipSetKey(List.of());

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TipSetKey {
    cids = List.copyOf(cids);
  }

  @Override
  public String toString() {
    return "{" + String.join(",", cids.stream().map(Cid::toString).toList()) + "}";
  }
}
