package io.damocles.poster;

import io.damocles.chain.Address;
import io.damocles.chain.message.PoStPartition;
import io.damocles.chain.message.PoStProof;
import io.damocles.chain.message.SubmitWindowedPoStParams;
import io.damocles.chain.node.NodeException;
import io.damocles.config.ManagerConfig;
import io.damocles.prover.ProofType;
import io.damocles.wire.JobInput;
import io.damocles.wire.Json;
import io.damocles.wire.ProofBytes;
import io.damocles.wire.SectorInput;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes and sends the messages that prove partitions of one deadline. */
final class ProofMessages {
  private final Duty duty;
  private final Dispatch dispatch;

  ProofMessages(Duty duty, Dispatch dispatch) {
    this.duty = duty;
    this.dispatch = dispatch;
  }

  /** Whether a message may be on its way although sending it failed. */
  static boolean isInDoubt(Throwable failure) {
    return failure instanceof NodeException node && node.isInDoubt();
  }

  /** The proofs with their sectors, of those whose job is still there. */
  Future<List<MergePlan.Candidate<Proven>>> load(List<Proven> ready) {
    List<Future<List<MergePlan.Candidate<Proven>>>> loads = new ArrayList<>();
    for (Proven one : ready) {
      loads.add(
          duty.parts
              .jobs()
              .input(one.link().job())
              .compose(
                  input ->
                      input.isEmpty()
                          ? Future.succeededFuture(List.of())
                          : duty.parts.background().run(() -> List.of(read(one, input.get())))));
    }
    return Future.join(loads)
        .map(done -> loads.stream().flatMap(load -> load.result().stream()).toList());
  }

  private static MergePlan.Candidate<Proven> read(Proven proven, byte[] json) throws IOException {
    SortedMap<Long, byte[]> sectors = new TreeMap<>(Long::compareUnsigned);
    for (SectorInput sector : Json.read(json, JobInput.class).sectors()) {
      if (!proven.faults().contains(sector.sectorId())) {
        sectors.put(sector.sectorId(), sector.commR());
      }
    }
    return new MergePlan.Candidate<>(proven, sectors);
  }

  /**
   * Verifies the proofs together, and sends them in one message.
   *
   * @return done once the pool has it; fails with {@link WrongProofException} if they do not
   *     verify; after any other failure {@link #isInDoubt} says whether it may be on its way
   */
  Future<Void> send(List<MergePlan.Candidate<Proven>> group, ManagerConfig.Post settings) {
    byte[] proof = merged(group);
    ProofType type = group.get(0).proof().type();
    Future<Void> verified = verified(group, type, proof);
    Future<byte[]> commitment =
        ChallengeSeed.commitment(duty.parts.chain(), duty.window.challenge(), duty.head().key());
    Future<Address> sender = duty.senders.choose(duty.address, settings.senders());
    return Future.all(verified, commitment, sender)
        .compose(
            done -> {
              SubmitWindowedPoStParams params =
                  new SubmitWindowedPoStParams(
                      duty.window.index(),
                      partitions(group),
                      List.of(new PoStProof(type.number(), proof)),
                      duty.window.challenge(),
                      commitment.result());
              return dispatch.send(
                  PostMessage.Kind.PROOF,
                  indexes(group),
                  sender.result(),
                  SubmitWindowedPoStParams.METHOD,
                  params,
                  settings);
            });
  }

  private Future<Void> verified(
      List<MergePlan.Candidate<Proven>> group, ProofType type, byte[] proof) {
    SortedMap<Long, byte[]> sectors = new TreeMap<>(Long::compareUnsigned);
    group.forEach(one -> sectors.putAll(one.sectors()));
    return duty.parts
        .proofs()
        .verify(type, group.get(0).proof().link().seed(), duty.miner, proof, sectors)
        .compose(
            right ->
                right
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new WrongProofException(
                            "the proof of partitions %s does not verify"
                                .formatted(indexes(group)))));
  }

  private static List<PoStPartition> partitions(List<MergePlan.Candidate<Proven>> group) {
    return group.stream()
        .map(one -> new PoStPartition(one.proof().partition(), one.proof().skipped()))
        .sorted(Comparator.comparing(PoStPartition::index))
        .toList();
  }

  private static List<Long> indexes(List<MergePlan.Candidate<Proven>> group) {
    return group.stream().map(one -> one.proof().partition()).sorted().toList();
  }

  private static byte[] merged(List<MergePlan.Candidate<Proven>> group) {
    return ProofBytes.joined(group.stream().map(one -> one.proof().proof()).toList());
  }
}
