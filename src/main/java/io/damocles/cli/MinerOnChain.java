package io.damocles.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.damocles.chain.Address;
import io.damocles.chain.BitField;
import io.damocles.chain.Cid;
import io.damocles.chain.Deadline;
import io.damocles.chain.DeadlineInfo;
import io.damocles.chain.Partition;
import io.damocles.chain.SectorExpiration;
import io.damocles.chain.SectorOnChainInfo;
import io.damocles.rpc.BlockingRpcClient.ParamsWriter;
import io.damocles.rpc.RpcException;
import java.io.IOException;
import java.util.List;

/**
 * What the chain knows of one miner, all of it at one tipset. Asked by the calls of a node, never
 * read from the actor's state: so no actor or network version is too new.
 */
final class MinerOnChain {
  private final ChainApi chain;
  private final Address miner;
  private final ChainHead head;

  private MinerOnChain(ChainApi chain, Address miner, ChainHead head) {
    this.chain = chain;
    this.miner = miner;
    this.head = head;
  }

  static MinerOnChain atHead(ChainApi chain, Address miner) {
    return new MinerOnChain(chain, miner, ChainHead.of(chain));
  }

  Address address() {
    return miner;
  }

  ChainHead head() {
    return head;
  }

  DeadlineInfo provingDeadline() {
    var info = provingDeadlineOfMiner();
    return new DeadlineInfo(
        info.member("CurrentEpoch").number(),
        info.member("PeriodStart").number(),
        info.member("Index").number(),
        info.member("Open").number(),
        info.member("Close").number(),
        info.member("Challenge").number(),
        info.member("FaultCutoff").number(),
        info.member("WPoStPeriodDeadlines").number(),
        info.member("WPoStProvingPeriod").number(),
        info.member("WPoStChallengeWindow").number(),
        info.member("WPoStChallengeLookback").number(),
        info.member("FaultDeclarationCutoff").number());
  }

  private ChainValue provingDeadlineOfMiner() {
    try {
      return ask("get proving deadline of " + miner, "StateMinerProvingDeadline", out -> {});
    } catch (CommandFailure failure) {
      throw failure.getCause() instanceof RpcException
          ? new CommandFailure(failure.getMessage() + "; is " + miner + " a miner?", failure)
          : failure;
    }
  }

  /** All of a proving period, by index. */
  List<Deadline> deadlines() {
    return ask("get deadlines of " + miner, "StateMinerDeadlines", out -> {}).elements().stream()
        .map(
            deadline ->
                new Deadline(
                    deadline.member("PostSubmissions").bits(),
                    deadline.member("DisputableProofCount").number()))
        .toList();
  }

  /** A deadline's partitions, by index. */
  List<Partition> partitions(long deadline) {
    return ask(
            "get partitions of deadline " + deadline + " of " + miner,
            "StateMinerPartitions",
            out -> out.writeNumber(deadline))
        .elements()
        .stream()
        .map(MinerOnChain::partition)
        .toList();
  }

  private static Partition partition(ChainValue partition) {
    return new Partition(
        partition.member("AllSectors").bits(),
        partition.member("FaultySectors").bits(),
        partition.member("RecoveringSectors").bits(),
        partition.member("LiveSectors").bits(),
        partition.member("ActiveSectors").bits());
  }

  /** The sectors of the set that the chain knows. */
  List<SectorOnChainInfo> sectors(BitField numbers) {
    return ask("get sectors of " + miner, "StateMinerSectors", out -> writeBits(out, numbers))
        .elements()
        .stream()
        .map(MinerOnChain::sector)
        .toList();
  }

  private static SectorOnChainInfo sector(ChainValue sector) {
    return new SectorOnChainInfo(
        sector.member("SectorNumber").number(),
        sector.member("SealProof").number(),
        Cid.parse(sector.member("SealedCID").cid()),
        sector.member("Activation").number(),
        sector.member("Expiration").number(),
        sector.member("SectorKeyCID").optional().map(ChainValue::cid).map(Cid::parse).orElse(null));
  }

  /** When a sector ends; the number is unsigned. */
  SectorExpiration expiration(long sector) {
    var number = Long.toUnsignedString(sector);
    var ends =
        ask(
            "get expiration of sector " + number + " of " + miner,
            "StateSectorExpiration",
            out -> out.writeNumber(number));
    return new SectorExpiration(ends.member("OnTime").number(), ends.member("Early").number());
  }

  /** The kind of window proof that the chain wants of it now. */
  long windowProofType() {
    return info().member("WindowPoStProofType").number();
  }

  Address worker() {
    return Address.parse(info().member("Worker").text());
  }

  private ChainValue info() {
    return ask("get miner info of " + miner, "StateMinerInfo", out -> {});
  }

  /** The miner's actor id; its address may be another one. */
  long id() {
    return miner.isId()
        ? miner.id()
        : Address.parse(ask("look up " + miner, "StateLookupID", out -> {}).text()).id();
  }

  private ChainValue ask(String doing, String method, ParamsWriter more) {
    return chain.ask(
        doing,
        method,
        out -> {
          out.writeString(miner.toString());
          more.write(out);
          head.writeKey(out);
        });
  }

  static void writeBits(JsonGenerator out, BitField bits) throws IOException {
    out.writeStartArray();
    for (long length : bits.runLengths()) {
      out.writeNumber(Long.toUnsignedString(length));
    }
    out.writeEndArray();
  }
}
