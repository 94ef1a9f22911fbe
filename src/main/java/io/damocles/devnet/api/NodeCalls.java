package io.damocles.devnet.api;

import io.damocles.rpc.RpcMethod;
import java.util.ArrayList;
import java.util.List;

/** Every call of the node. */
public final class NodeCalls {
  private NodeCalls() {}

  public static List<RpcMethod> of(Node node, Tokens tokens) {
    List<RpcMethod> calls = new ArrayList<>(chain(node));
    calls.addAll(state(node));
    calls.addAll(miners(node));
    calls.addAll(messages(node));
    calls.add(new AuthVerify(tokens));
    calls.add(new AuthNew(tokens));
    return calls;
  }

  private static List<RpcMethod> chain(Node node) {
    return List.of(
        new Version(node),
        new EthChainId(node),
        new SyncState(node),
        new ChainNotify(node),
        new ChainHead(node),
        new ChainGetGenesis(node),
        new ChainGetTipSet(node),
        new ChainGetTipSetByHeight(node),
        new ChainGetTipSetAfterHeight(node),
        new ChainGetBlock(node),
        new ChainGetBlockMessages(node),
        new ChainGetParentMessages(node),
        new ChainGetParentReceipts(node),
        new ChainGetMessage(node));
  }

  private static List<RpcMethod> state(Node node) {
    return List.of(
        new StateNetworkName(node),
        new StateNetworkVersion(node),
        new StateGetNetworkParams(node),
        new StateGetRandomnessFromBeacon(node),
        new StateGetRandomnessFromTickets(node),
        new StateGetRandomnessDigestFromBeacon(node),
        new StateGetRandomnessDigestFromTickets(node),
        new StateLookupID(node),
        new StateAccountKey(node),
        new StateGetActor(node),
        new StateCall(node),
        new StateListMessages(node),
        new StateSearchMsg(node),
        new StateWaitMsg(node));
  }

  private static List<RpcMethod> miners(Node node) {
    return List.of(
        new StateListMiners(node),
        new StateMinerInfo(node),
        new StateMinerProvingDeadline(node),
        new StateMinerDeadlines(node),
        new StateMinerPartitions(node),
        new StateMinerSectors(node),
        new StateMinerActiveSectors(node),
        new StateMinerFaults(node),
        new StateMinerRecoveries(node),
        new StateMinerSectorCount(node),
        new StateMinerAvailableBalance(node),
        new StateMinerPower(node),
        new StateSectorGetInfo(node),
        new StateSectorPartition(node),
        new StateSectorExpiration(node));
  }

  private static List<RpcMethod> messages(Node node) {
    return List.of(
        new WalletList(node),
        new WalletDefaultAddress(node),
        new WalletBalance(node),
        new WalletHas(node),
        new WalletNew(node),
        new WalletSignMessage(node),
        new MpoolGetNonce(node),
        new MpoolPending(node),
        new MpoolPush(node),
        new MpoolPushMessage(node),
        new GasEstimateMessageGas(node));
  }
}
