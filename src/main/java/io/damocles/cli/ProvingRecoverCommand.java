package io.damocles.cli;

import io.damocles.chain.Address;
import io.damocles.chain.DeadlineInfo;
import io.damocles.chain.Message;
import io.damocles.chain.Partition;
import io.damocles.chain.message.DeclareFaultsRecoveredParams;
import io.damocles.chain.message.FaultDeclaration;
import io.damocles.daemon.ExitCode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code util sealer proving recover-faults}. */
@Command(
    name = "recover-faults",
    description = {
      "Declares the faulty sectors of a deadline as recovered, to be proven when it opens next.",
      "Sends through the configured messager, or else through the node, and waits."
    })
final class ProvingRecoverCommand implements Callable<Integer> {
  @ParentCommand private @Nullable ProvingCommand parent;

  @Option(
      names = "--deadline",
      required = true,
      paramLabel = "DEADLINE",
      description = "Its index.")
  private @Nullable String index;

  @Option(
      names = "--from",
      paramLabel = "ADDRESS",
      description = "Who sends; the miner's worker without it.")
  private @Nullable String from;

  @Option(
      names = "--exid",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Sets the message apart from an earlier one that said the same.")
  private String exid = "";

  @Override
  public Integer call() {
    if (parent == null) {
      throw new IllegalStateException("no parent command");
    }
    var deadline = Indexes.parse("--deadline", index);
    var util = parent.util();
    var out = util.terminal().out();
    var miner = parent.minerOnChain();
    var current = miner.provingDeadline();
    ProvingPeriod.checkIndex(miner, current, deadline);
    var recoveries = recoveries(deadline, miner.partitions(deadline));
    if (recoveries.isEmpty()) {
      out.println("deadline " + deadline + ": no faulty sectors that are not recovering already");
      return ExitCode.DONE;
    }
    checkInTime(miner, current, deadline);
    var message = message(miner, recoveries);
    out.println(text(deadline, recoveries, message.from()));
    MessageSending.run(util.terminal(), util.wayToChain(), message, exid);
    return ExitCode.DONE;
  }

  /** Only partitions with something to declare: the actor refuses an empty declaration. */
  private static List<FaultDeclaration> recoveries(long deadline, List<Partition> partitions) {
    List<FaultDeclaration> recoveries = new ArrayList<>();
    int number = 0;
    for (Partition partition : partitions) {
      var sectors = partition.faultySectors().minus(partition.recoveringSectors());
      if (!sectors.isEmpty()) {
        recoveries.add(new FaultDeclaration(deadline, number, sectors));
      }
      number++;
    }
    return recoveries;
  }

  /** The actor would refuse it too, in words that say neither until when nor from when on. */
  private static void checkInTime(MinerOnChain miner, DeadlineInfo current, long deadline) {
    long ahead = Math.floorMod(deadline - current.index(), current.periodDeadlines());
    long open = current.open() + ahead * current.challengeWindow();
    long cutoff = open - (current.open() - current.faultCutoff());
    if (current.currentEpoch() >= cutoff) {
      var head = miner.head();
      throw new CommandFailure(
          "deadline %d: recoveries had to be declared before epoch %s; try again after it closes, at epoch %s"
              .formatted(
                  deadline,
                  head.away(cutoff, current.currentEpoch()),
                  head.away(open + current.challengeWindow(), current.currentEpoch())));
    }
  }

  private Message message(MinerOnChain miner, List<FaultDeclaration> recoveries) {
    var none = BigInteger.ZERO;
    return new Message(
        0,
        miner.address(),
        sender(miner),
        0,
        none,
        0,
        none,
        none,
        DeclareFaultsRecoveredParams.METHOD,
        new DeclareFaultsRecoveredParams(recoveries).encode());
  }

  private Address sender(MinerOnChain miner) {
    try {
      return from == null || from.isEmpty() ? miner.worker() : Address.parse(from);
    } catch (IllegalArgumentException notAnAddress) {
      throw new UsageFailure("--from: " + notAnAddress.getMessage());
    }
  }

  private static String text(long deadline, List<FaultDeclaration> recoveries, Address from) {
    return "deadline %d: declaring %d sectors in %d partitions as recovered, from %s"
        .formatted(
            deadline,
            recoveries.stream().mapToLong(recovery -> recovery.sectors().count()).sum(),
            recoveries.size(),
            from);
  }
}
