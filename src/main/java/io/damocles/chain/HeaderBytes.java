package io.damocles.chain;

import io.damocles.chain.BlockHeader.BeaconEntry;
import io.damocles.chain.BlockHeader.ElectionProof;
import io.damocles.chain.BlockHeader.Ticket;
import io.damocles.chain.BlockHeader.WinningProof;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The CBOR of a block's header. */
final class HeaderBytes {
  private static final byte[] NOTHING = {};
  private final CborBytes out = new CborBytes();

  HeaderBytes(BlockHeader header) {
    out.array(16).bytes(header.miner().bytes());
    ticket(header.ticket());
    election(header.electionProof());
    beacon(header.beaconEntries());
    winning(header.winningProofs());
    out.array(header.parents().size());
    header.parents().forEach(out::cid);
    out.amount(header.parentWeight()).number(header.height());
    out.cid(header.parentStateRoot()).cid(header.parentMessageReceipts()).cid(header.messages());
    signature(header.blsAggregate());
    out.number(header.timestamp());
    signature(header.blockSig());
    out.number(header.forkSignaling()).amount(header.parentBaseFee());
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private void ticket(@Nullable Ticket ticket) {
    if (ticket == null) {
      out.nothing();
    } else {
      out.array(1).bytes(orEmpty(ticket.proof()));
    }
  }

  private void election(@Nullable ElectionProof election) {
    if (election == null) {
      out.nothing();
    } else {
      out.array(2).number(election.winCount()).bytes(orEmpty(election.proof()));
    }
  }

  private void beacon(@Nullable List<BeaconEntry> entries) {
    List<BeaconEntry> given = entries == null ? List.of() : entries;
    out.array(given.size());
    given.forEach(entry -> out.array(2).number(entry.round()).bytes(entry.data()));
  }

  private void winning(@Nullable List<WinningProof> proofs) {
    List<WinningProof> given = proofs == null ? List.of() : proofs;
    out.array(given.size());
    given.forEach(proof -> out.array(2).number(proof.type()).bytes(proof.bytes()));
  }

  private void signature(@Nullable Signature signature) {
    if (signature == null) {
      out.nothing();
      return;
    }
    byte[] typed = new byte[1 + signature.data().length];
    typed[0] = (byte) signature.type();
    System.arraycopy(signature.data(), 0, typed, 1, signature.data().length);
    out.bytes(typed);
  }

  private static byte[] orEmpty(byte @Nullable [] bytes) {
    return bytes == null ? NOTHING : bytes;
  }
}
