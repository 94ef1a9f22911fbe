package io.damocles.devnet.actor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.damocles.chain.BitField;
import io.damocles.chain.ChainJson;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.chain.message.FaultDeclaration;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Any messages and any ends of deadlines keep the invariants of actor.md, section 8; those of a
 * partition are checked by its own constructor.
 */
class MinerInvariantsTest {
  private static final int EPOCHS = 300;
  private static final DeadlineRules RULES = new DeadlineRules(4, 6, 2, 4, 11, 48);

  @Property(tries = 40)
  void hold(@ForAll Random random, @ForAll boolean verifyAlways) throws JsonProcessingException {
    ProvingPolicy policy =
        ProvingPolicy.devnet(RULES).withVerifyAlways(verifyAlways).withFaultFee(BigInteger.ONE);
    MinerKeys keys = MinerKeys.of(MinerRun.OWNER, MinerRun.WORKER, List.of());
    MinerState bare =
        MinerState.create(MinerRun.MINER, keys, BigInteger.valueOf(400), policy, 10, 0);
    MinerRun run = new MinerRun(bare.withGenesisSectors(MinerRun.sectors(1, 9), 0));
    int next = 10;
    for (int step = 0; step < EPOCHS; step++) {
      MinerState before = run.state;
      ActorOutcome outcome = act(run, random);
      if (outcome.exitCode() != 0) {
        assertThat(run.state).isSameAs(before);
      }
      if (random.nextInt(20) == 0) {
        long expiration = run.epoch + 1 + random.nextInt(200);
        List<SectorOnChainInfo> fresh = List.of(MinerRun.sector(next++, expiration));
        run.state = run.state.withNewSectors(fresh, run.epoch);
      }
      check(run.state);
      if (random.nextInt(3) == 0) {
        run.advanceTo(run.epoch + 1);
        check(run.state);
      }
    }
    String text = ChainJson.mapper().writeValueAsString(run.state);
    MinerState read = ChainJson.mapper().readValue(text, MinerState.class);
    assertThat(ChainJson.mapper().writeValueAsString(read)).isEqualTo(text);
  }

  private static ActorOutcome act(MinerRun run, Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> run.declareFaults(some(run, random));
      case 1 -> run.declareRecovered(some(run, random));
      case 2 -> random.nextInt(5) == 0 ? run.terminate(some(run, random)) : run.dispute(1, 9);
      case 3 -> run.dispute(random.nextInt(4), random.nextInt(3));
      default -> post(run, random);
    };
  }

  private static ActorOutcome post(MinerRun run, Random random) {
    long index = run.state.window(run.epoch).index();
    PostMessage message = run.post().deadline(index);
    int partition = 0;
    for (PartitionState state : run.state.deadlines().get((int) index).partitions()) {
      if (random.nextInt(4) != 0) {
        message.of(partition, subset(state.sectors(), random, 4));
      }
      partition++;
    }
    return (random.nextInt(4) == 0 ? message.badProof() : message).send();
  }

  private static FaultDeclaration some(MinerRun run, Random random) {
    int deadline = random.nextInt(4);
    List<PartitionState> partitions = run.state.deadlines().get(deadline).partitions();
    if (partitions.isEmpty()) {
      return new FaultDeclaration(deadline, 0, BitField.EMPTY);
    }
    int partition = random.nextInt(partitions.size());
    BitField sectors = partitions.get(partition).sectors();
    return new FaultDeclaration(deadline, partition, BitField.of(subset(sectors, random, 2)));
  }

  private static long[] subset(BitField sectors, Random random, int oneIn) {
    return sectors.stream().filter(number -> random.nextInt(oneIn) == 0).toArray();
  }

  private static void check(MinerState state) {
    long count = state.deadlines().stream().mapToLong(d -> d.count(PartitionState::sectors)).sum();
    BitField all =
        BitField.union(
            state.deadlines().stream()
                .flatMap(deadline -> deadline.partitions().stream())
                .map(PartitionState::sectors)
                .toList());
    assertThat(all.count()).isEqualTo(count);
    assertThat(state.sectors().in(all)).hasSize(state.sectors().all().size());
    assertThat(state.balance()).isNotNegative();
    assertThat(state.feeDebt()).isNotNegative();
    for (DeadlineState deadline : state.deadlines()) {
      int partitions = deadline.partitions().size();
      assertThat(BitField.range(0, partitions).containsAll(deadline.posted())).isTrue();
      assertThat(deadline.live().containsAll(deadline.active())).isTrue();
    }
  }
}
