package io.damocles.config;

import io.damocles.config.ManagerConfig.Miner;
import io.damocles.config.ManagerConfig.Post;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code [[Miners]]}: what proving needs of it; sealing's tables are passed over. */
final class MinerReader {
  private static final Pattern ADDRESS =
      Pattern.compile("[ft](0\\d{1,20}|[123][a-z2-7]{39,120}|4\\d{1,20}f[a-z2-7]{7,120})");
  private static final String AN_ADDRESS = "an address such as \"f01234\" or \"f3…\"";
  private static final String AN_AMOUNT = "an amount such as \"5 nanoFIL\"";
  private static final Fil FIVE_NANO_FIL = new Fil(BigInteger.valueOf(5_000_000_000L));

  private final TomlTable root;
  private final List<String> warnings;

  MinerReader(TomlTable root, List<String> warnings) {
    this.root = root;
    this.warnings = warnings;
  }

  List<Miner> miners() {
    List<Miner> miners = new ArrayList<>();
    Set<Long> actors = new LinkedHashSet<>();
    for (TomlTable table : root.tables("Miners").orElse(List.of())) {
      long actor = table.unsigned("Actor").orElse(0L);
      if (actor == 0) {
        warnings.add(table.place("Actor") + " is missing: this entry is ignored");
      } else if (!actors.add(actor)) {
        throw table.error("Actor", "a miner is listed twice", null);
      } else {
        miners.add(miner(actor, table));
      }
    }
    return List.copyOf(miners);
  }

  private static Miner miner(long actor, TomlTable table) {
    return new Miner(
        actor,
        sectorSize(table),
        post(table.table("PoSt")),
        table.table("Proof").bool("Enabled", false));
  }

  private static Optional<ByteSize> sectorSize(TomlTable table) {
    return table
        .string("SectorSize")
        .map(
            text -> {
              try {
                return ByteSize.parse(text);
              } catch (IllegalArgumentException notASize) {
                throw table.error("SectorSize", "expected a size such as \"32GiB\"", notASize);
              }
            });
  }

  private static Post post(TomlTable post) {
    return new Post(
        senders(post),
        post.bool("Enabled", true),
        post.bool("StrictCheck", true),
        post.bool("Parallel", false),
        post.decimal("GasOverEstimation", 1.2),
        post.decimal("GasOverPremium", 0.0),
        gasFeeCap(post),
        count(post, "Confidence", 10),
        count(post, "SubmitConfidence", 0),
        count(post, "ChallengeConfidence", 0),
        count(post, "MaxRecoverSectorLimit", 0),
        count(post, "MaxPartitionsPerPoStMessage", 0),
        count(post, "MaxPartitionsPerRecoveryMessage", 0));
  }

  /** The deprecated single {@code Sender} joins the list; {@code <empty>} stands for none. */
  private static List<String> senders(TomlTable post) {
    Set<String> senders = new LinkedHashSet<>();
    post.text("Sender", AN_ADDRESS, MinerReader::address).ifPresent(senders::add);
    post.list(
            "Senders",
            "a list of addresses such as \"f01234\"",
            value -> value instanceof String text ? address(text) : null)
        .ifPresent(senders::addAll);
    senders.remove("");
    return List.copyOf(senders);
  }

  private static String address(String text) {
    if (text.isEmpty() || text.equals("<empty>")) {
      return "";
    } else if (ADDRESS.matcher(text).matches()) {
      return text;
    }
    throw new IllegalArgumentException("\"" + text + "\" is no address");
  }

  /** {@code MaxFeeCap} is the old name, and counts only where the new one says nothing. */
  private static Fil gasFeeCap(TomlTable post) {
    var cap = post.text("GasFeeCap", AN_AMOUNT, Fil::parse).orElse(FIVE_NANO_FIL);
    return cap.atto().signum() != 0
        ? cap
        : post.text("MaxFeeCap", AN_AMOUNT, Fil::parse).orElse(Fil.ZERO);
  }

  private static long count(TomlTable post, String key, long otherwise) {
    return post.integer(key, 0, Long.MAX_VALUE).orElse(otherwise);
  }
}
