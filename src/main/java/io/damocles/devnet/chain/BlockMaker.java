package io.damocles.devnet.chain;

import io.damocles.chain.Address;
import io.damocles.chain.BlockHeader;
import io.damocles.chain.BlockHeader.BeaconEntry;
import io.damocles.chain.BlockHeader.ElectionProof;
import io.damocles.chain.BlockHeader.Ticket;
import io.damocles.chain.BlockHeader.WinningProof;
import io.damocles.chain.Cid;
import io.damocles.chain.Signature;
import io.damocles.chain.SignedMessage;
import io.damocles.chain.TipSet;
import io.damocles.devnet.execution.BaseFee;
import io.damocles.devnet.execution.SealedState;
import io.damocles.devnet.random.MockBeacon;
import io.damocles.devnet.random.Tickets;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Makes tipsets of one block. Tickets and election proofs are fixed by the seed; signatures and
 * winning proofs are stand-ins that nobody verifies; all else is as in a real block.
 */
final class BlockMaker {
  private static final byte[] NO_SIGNATURES = aggregateOfNone();
  private static final byte[] WINNING = "devnet".getBytes(StandardCharsets.US_ASCII);
  private static final Address NOBODY = Address.ofId(0);
  private static final long WEIGHT = 1_000;
  private static final int MOST_WINS = 5;

  private final byte[] seed;
  private final Tickets tickets;

  BlockMaker(byte[] seed) {
    this.seed = seed.clone();
    this.tickets = new Tickets(seed);
  }

  /** The point at infinity: the aggregate of no BLS signature. */
  private static byte[] aggregateOfNone() {
    byte[] none = new byte[96];
    none[0] = (byte) 0xc0;
    return none;
  }

  TipSet genesis(SealedState state, long timestamp) {
    byte[] ticket = new byte[32];
    System.arraycopy(tickets.proof("genesis", seed, 0, 0), 0, ticket, 0, ticket.length);
    return tipset(
        new BlockHeader(
            NOBODY,
            new Ticket(ticket),
            new ElectionProof(0, null),
            List.of(new BeaconEntry(0, MockBeacon.data(0))),
            null,
            List.of(Cid.ofCbor(seed)),
            BigInteger.ZERO,
            0,
            state.root(),
            Roots.ofReceipts(List.of()),
            Roots.ofMessages(List.of()),
            null,
            timestamp,
            null,
            0,
            BaseFee.AT_GENESIS));
  }

  /** The tipset behind another one. */
  TipSet next(
      Link parent,
      long height,
      long timestamp,
      List<SignedMessage> messages,
      BigInteger baseFee,
      long fork) {
    byte[] parentKey = parent.tipset().cids().get(0).bytes();
    byte[] election = tickets.proof("election", parentKey, height, fork);
    long wins = 1L + Math.floorMod(election[0], MOST_WINS);
    byte[] signature = tickets.proof("signature", parentKey, height, fork);
    return tipset(
        new BlockHeader(
            miner(parent, election),
            new Ticket(tickets.proof("ticket", parentKey, height, fork)),
            new ElectionProof(wins, election),
            entries(parent.height(), height),
            List.of(new WinningProof(0, WINNING)),
            parent.tipset().cids(),
            weight(parent).add(BigInteger.valueOf(WEIGHT + wins)),
            height,
            parent.after().root(),
            Roots.ofReceipts(parent.receipts()),
            Roots.ofMessages(messages),
            new Signature(Signature.BLS, NO_SIGNATURES),
            timestamp,
            new Signature(Signature.BLS, signature),
            0,
            baseFee));
  }

  private static Address miner(Link parent, byte[] election) {
    List<Long> miners = new ArrayList<>(parent.after().state().miners().keySet());
    return miners.isEmpty()
        ? NOBODY
        : Address.ofId(miners.get(Math.floorMod(election[1], miners.size())));
  }

  /** One entry for each epoch since the parent; the rounds of null rounds are not lost. */
  private static List<BeaconEntry> entries(long parent, long height) {
    return LongStream.rangeClosed(parent + 1, height)
        .map(MockBeacon::round)
        .mapToObj(round -> new BeaconEntry(round, MockBeacon.data(round)))
        .toList();
  }

  private static BigInteger weight(Link parent) {
    return parent.tipset().blocks().get(0).parentWeight();
  }

  private static TipSet tipset(BlockHeader header) {
    return new TipSet(List.of(header.cid()), List.of(header), header.height());
  }
}
