package io.damocles.chain.node;

import io.damocles.chain.Cid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of a block, of which only the ids are read. */
record BlockMessages(@Nullable List<Cid> cids) {
  List<Cid> all() {
    return cids == null ? List.of() : cids;
  }
}
