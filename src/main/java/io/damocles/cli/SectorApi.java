package io.damocles.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.damocles.chain.Address;
import io.damocles.chain.SectorOnChainInfo;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The manager's calls about the sectors in its stores. */
final class SectorApi {
  /** A manager gives up a slow check after {@code PartitionCheckTimeout}, 20 minutes unless set. */
  private static final Duration CHECK_TIMEOUT = Duration.ofHours(1);

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final ManagerApi manager;

  SectorApi(ManagerApi manager) {
    this.manager = manager;
  }

  /** What is wrong with those that cannot be proven, by number. */
  Map<Long, String> check(
      long miner,
      long proofType,
      List<SectorOnChainInfo> sectors,
      boolean strict,
      boolean stateCheck) {
    return manager.call(
        CHECK_TIMEOUT,
        "check sectors",
        "CheckProvable",
        out -> {
          out.writeNumber(Long.toUnsignedString(miner));
          out.writeNumber(proofType);
          write(out, sectors);
          out.writeBoolean(strict);
          out.writeBoolean(stateCheck);
        },
        SectorApi::reasons);
  }

  /** Begins to prove; the manager's log tells what comes of it. */
  void simulate(
      Address miner,
      long deadline,
      long partition,
      long proofType,
      List<SectorOnChainInfo> sectors,
      byte[] challenge) {
    manager.call(
        TIMEOUT,
        "simulate wdpost",
        "SimulateWdPoSt",
        out -> {
          out.writeNumber(deadline);
          out.writeNumber(partition);
          out.writeString(miner.toString());
          out.writeNumber(proofType);
          write(out, sectors);
          out.writeString(Base64.getEncoder().encodeToString(challenge));
        },
        in -> {
          in.skipChildren();
          return Boolean.TRUE;
        });
  }

  /** The 32 bytes with which a miner is challenged at an epoch. */
  byte[] challenge(ChainHead head, long epoch, long miner) {
    var answer =
        manager.call(
            TIMEOUT,
            "get challenge of epoch " + epoch,
            "GetWindowPoStChanlleengeRand",
            out -> {
              head.writeKey(out);
              out.writeNumber(epoch);
              out.writeNumber(Long.toUnsignedString(miner));
            },
            in -> new ChainValue("GetWindowPoStChanlleengeRand", JsonValues.read(in)));
    return Base64.getDecoder().decode(answer.member("Rand").text());
  }

  /** What the chain knows of a sector and where its files are: JSON as Go indents it by tabs. */
  String info(long miner, long sector) {
    return manager.call(
        TIMEOUT,
        "get info of sector " + Long.toUnsignedString(sector),
        "ProvingSectorInfo",
        out -> {
          out.writeStartObject();
          out.writeFieldName("Miner");
          out.writeNumber(Long.toUnsignedString(miner));
          out.writeFieldName("Number");
          out.writeNumber(Long.toUnsignedString(sector));
          out.writeEndObject();
        },
        SectorApi::indented);
  }

  private static void write(JsonGenerator out, List<SectorOnChainInfo> sectors) throws IOException {
    out.writeStartArray();
    for (SectorOnChainInfo sector : sectors) {
      out.writeStartObject();
      out.writeNumberField("SealProof", sector.sealProof());
      out.writeFieldName("SectorNumber");
      out.writeNumber(Long.toUnsignedString(sector.sectorNumber()));
      writeCid(out, "SectorKey", sector.sectorKey());
      writeCid(out, "SealedCID", sector.sealedCid());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeCid(JsonGenerator out, String name, @Nullable Object cid)
      throws IOException {
    if (cid == null) {
      out.writeNullField(name);
      return;
    }
    out.writeFieldName(name);
    ChainApi.writeCid(out, cid);
  }

  private static Map<Long, String> reasons(JsonParser in) throws IOException {
    Map<Long, String> reasons = new HashMap<>();
    if (JsonValues.read(in) instanceof Map<?, ?> answer) {
      answer.forEach(
          (sector, reason) ->
              reasons.put(
                  new ChainValue("CheckProvable", sector).number(), String.valueOf(reason)));
    }
    return reasons;
  }

  private static String indented(JsonParser in) throws IOException {
    var text = new StringWriter();
    var layout =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    var tabs = new DefaultIndenter("\t", "\n");
    layout.indentObjectsWith(tabs);
    layout.indentArraysWith(tabs);
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.setPrettyPrinter(layout);
      out.copyCurrentStructure(in);
    }
    return text.toString();
  }
}
