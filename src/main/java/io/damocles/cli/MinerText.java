package io.damocles.cli;

import io.damocles.chain.Address;
import io.damocles.config.ByteSize;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The layout of {@code util miner info}; labels as damocles has them, its slip in one included. */
final class MinerText {
  private final StringBuilder text = new StringBuilder();
  private final Map<?, ?> info;

  MinerText(Address miner, Map<?, ?> info) {
    this.info = info;
    line("Miner", miner);
    line("Owner", info.get("Owner"));
    line("Worker", info.get("Worker"));
    line("NewWorker", newWorker());
    list("Controls", info.get("ControlAddresses"));
    line("Beneficiary", info.get("Beneficiary"));
    beneficiaryTerm();
    line("WokerChangeEpoch", info.get("WorkerChangeEpoch"));
    line("PeerID", info.containsKey("PeerId") ? info.get("PeerId") : info.get("PeerID"));
    list("Multiaddrs", info.get("Multiaddrs"));
    line("SectorSize", sectorSize());
    line("WindowPoStPartitionSectors", info.get("WindowPoStPartitionSectors"));
  }

  private @Nullable Object newWorker() {
    return "<empty>".equals(info.get("NewWorker")) ? null : info.get("NewWorker");
  }

  private void beneficiaryTerm() {
    if (info.get("BeneficiaryTerm") instanceof Map<?, ?> term) {
      line("BeneficiaryQuota", term.get("Quota"));
      line("BeneficiaryUsedQuota", term.get("UsedQuota"));
      line("BeneficiaryExpiration", term.get("Expiration"));
    }
  }

  private String sectorSize() {
    String bytes = String.valueOf(info.get("SectorSize"));
    return bytes.matches("[0-9]{1,18}")
        ? new ByteSize(Long.parseLong(bytes)) + " (" + bytes + ")"
        : bytes;
  }

  private void list(String label, @Nullable Object value) {
    List<?> elements = value instanceof List<?> list ? list : List.of();
    text.append(label).append('(').append(elements.size()).append("):\n");
    elements.forEach(element -> text.append("  ").append(element).append('\n'));
  }

  private void line(String label, @Nullable Object value) {
    text.append(label).append(": ").append(value == null ? "-" : value).append('\n');
  }

  /** All lines, each ended by a newline. */
  @Override
  public String toString() {
    return text.toString();
  }
}
