package io.damocles.prover;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The native proofs library, typed. Calls block while they compute and may come from any platform
 * thread; one SNARK runs at a time per process, further ones wait. Seeds are 32 bytes with {@code
 * seed[31] & 0xc0 == 0}; miners and sectors are unsigned 64-bit numbers.
 */
public final class NativeProofs implements AutoCloseable {
  private final WdpostLibrary library;
  private final NativeLog log;

  private NativeProofs(WdpostLibrary library) {
    this.library = library;
    this.log = new NativeLog(library);
  }

  /**
   * Loads the library and sets it up; directories are fixed by the first call in a process.
   *
   * @throws NativeLibraryException if the library is missing, not loadable, of another version, or
   *     set up for other directories already
   */
  public static NativeProofs load(NativeOptions options) {
    var library = WdpostLoader.load(options.library());
    var proofs = new NativeProofs(library);
    try {
      var json = NativeJson.bytes(NativeJson.options(options, NativeLog.level()));
      proofs.take(library.init(json, json.length));
    } catch (ProverException e) {
      throw new NativeLibraryException("native library: " + e.getMessage(), e);
    }
    proofs.log.start();
    return proofs;
  }

  /**
   * Has the proofs' memory come from that NUMA node as long as it has some; call before {@link
   * #load}, on the thread that calls that.
   *
   * @param library null for the one in the jar
   * @throws ProverException if the node is not there, the system refuses, or the library is too old
   */
  public static void preferNumaNode(@Nullable Path library, int node) throws ProverException {
    WdpostLibrary loaded = WdpostLoader.load(library);
    try {
      NativeAnswer.take(loaded, loaded.preferNumaNode(node));
    } catch (UnsatisfiedLinkError e) {
      throw new ProverException("the native library is too old for it", e);
    }
  }

  /** Versions, features, GPUs and effective directories, as JSON. */
  public String info() throws ProverException {
    return take(library.info()).json().toString();
  }

  /** Hands the library's waiting log lines to slf4j at once; a thread does so every half second. */
  public void drainLog() throws ProverException {
    log.drain();
  }

  /** A handle for following and cancelling one of the calls that take it. */
  public NativeJob newJob() {
    return new NativeJob(library);
  }

  /** Whether the parameter files of a proof type are there and whole. */
  public ParameterStatus parameterStatus(ProofType type) throws ProverException {
    return ParameterStatus.of(take(library.paramsStatus(type.number())).json());
  }

  /** Makes the parameters of 2KiB and 8MiB proofs unless they are there; waits for other makers. */
  public void generateParameters(ProofType type) throws ProverException {
    take(library.paramsGenerate(type.number(), 0));
  }

  /** Seals a small sector without data into the two given places. */
  public SealedSector sealTestSector(
      ProofType type, long miner, long sector, byte[] ticket, Path sealedFile, Path cacheDir)
      throws ProverException {
    var order = NativeJson.bytes(NativeJson.sealOrder(miner, sector, ticket, sealedFile, cacheDir));
    var json = take(library.sealTestSector(sealNumber(type), order, order.length)).json();
    return new SealedSector(hex(json, "commR"), hex(json, "commD"));
  }

  /** Makes a replica of zeroes that proves like a sealed one; answers its commR, 32 bytes. */
  public byte[] fauxReplica(ProofType type, Path sealedFile, Path cacheDir) throws ProverException {
    var order = NativeJson.bytes(NativeJson.sealOrder(0, 0, new byte[32], sealedFile, cacheDir));
    return hex(take(library.fauxrep(sealNumber(type), order, order.length)).json(), "commR");
  }

  /** Challenged leaves by sector; for V1 types they depend on the order of the sectors. */
  public Map<Long, List<Long>> challenges(
      ProofType type, byte[] seed, long miner, List<Long> sectors) throws ProverException {
    long[] ids = sectors.stream().mapToLong(Long::longValue).toArray();
    var result =
        library.postChallenges(type.number(), seed(seed), ProverId.of(miner), ids, ids.length);
    var challenges = new HashMap<Long, List<Long>>();
    take(result)
        .json()
        .properties()
        .forEach(
            entry ->
                challenges.put(
                    Long.parseUnsignedLong(entry.getKey()), NativeJson.ids(entry.getValue())));
    return challenges;
  }

  /**
   * Reads these leaves of one sector, on the caller's time.
   *
   * @throws NativeCallException with {@link NativeStatus#FAULTY_SECTORS} if the sector is bad
   */
  public byte[] vanillaProof(ProofType type, Replica replica, List<Long> leaves)
      throws ProverException {
    var json = NativeJson.bytes(NativeJson.replicas(List.of(replica)).get(0));
    long[] numbers = leaves.stream().mapToLong(Long::longValue).toArray();
    return take(library.vanillaProof(type.number(), json, json.length, numbers, numbers.length))
        .blob();
  }

  /** Reads the distinct sectors' challenged leaves; bad sectors are named, not thrown. */
  public VanillaBatch vanillaProofs(
      ProofType type, byte[] seed, long miner, Collection<Replica> replicas, NativeJob job)
      throws ProverException {
    var json = NativeJson.bytes(NativeJson.replicas(replicas));
    var answer =
        take(
            library.vanillaBatch(
                job.token(), type.number(), seed(seed), ProverId.of(miner), json, json.length, 0));
    return new VanillaBatch(
        NativeJson.ids(answer.json().get("ok")),
        answer.blobs(),
        NativeJson.faults(answer.json().get("faults")));
  }

  /**
   * Reads, proves and verifies: one SNARK per partition over the good ones of the distinct sectors.
   */
  public WindowProof windowPost(WindowPostTask task, NativeJob job) throws ProverException {
    var replicas = NativeJson.bytes(NativeJson.replicas(task.replicas()));
    var answer =
        take(
            library.windowPost(
                job.token(),
                task.proofType().number(),
                seed(task.seed()),
                ProverId.of(task.minerId()),
                replicas,
                replicas.length,
                1));
    return new WindowProof(
        answer.blobs().stream().findFirst(),
        NativeJson.ids(answer.json().get("proven")),
        NativeJson.faults(answer.json().get("faults")),
        NativeJson.reads(answer.json().path("reads")),
        seconds(answer.json(), "vanillaSeconds"),
        seconds(answer.json(), "snarkSeconds"));
  }

  /** The SNARK of one partition, 192 bytes, over vanilla proofs in the order of their sectors. */
  public byte[] windowPostPartition(
      ProofType type, byte[] seed, long miner, List<byte[]> vanillaProofs, NativeJob job)
      throws ProverException {
    var parts = Parts.of(vanillaProofs);
    return take(library.windowPostPartition(
            job.token(),
            type.number(),
            seed(seed),
            ProverId.of(miner),
            parts.bytes(),
            parts.bytes().length,
            parts.lengths(),
            parts.lengths().length,
            0))
        .blob();
  }

  /** One proof of partition proofs, which must be in the order of their sector numbers. */
  public byte[] mergeWindowPost(ProofType type, List<byte[]> partitionProofs)
      throws ProverException {
    var proofs = Parts.of(partitionProofs).bytes();
    return take(library.windowPostMerge(type.number(), proofs, proofs.length)).blob();
  }

  /**
   * Whether the proof is valid for exactly these sectors.
   *
   * @throws ParametersMissingException if the verifying key is missing or damaged
   */
  public boolean verifyWindowPost(
      ProofType type, byte[] seed, long miner, byte[] proof, Map<Long, byte[]> commRBySector)
      throws ProverException {
    return verified(library::verifyWindowPost, type, seed, miner, proof, commRBySector);
  }

  /** Index of the drawn sector in a set of that length. */
  public long winningSector(ProofType type, byte[] seed, long miner, long setLength)
      throws ProverException {
    var result =
        library.winningPostSectorChallenge(
            type.number(), seed(seed), ProverId.of(miner), setLength);
    return NativeJson.ids(take(result).json().get("indices")).get(0);
  }

  /** The winning proof, 192 bytes, over the drawn sector's vanilla proof. */
  public byte[] winningPost(
      ProofType type, byte[] seed, long miner, byte[] vanillaProof, NativeJob job)
      throws ProverException {
    return take(library.winningPost(
            job.token(),
            type.number(),
            seed(seed),
            ProverId.of(miner),
            vanillaProof,
            vanillaProof.length,
            new long[] {vanillaProof.length},
            1))
        .blob();
  }

  /** Whether the winning proof is valid for the drawn sector. */
  public boolean verifyWinningPost(
      ProofType type, byte[] seed, long miner, byte[] proof, Map<Long, byte[]> commRBySector)
      throws ProverException {
    return verified(library::verifyWinningPost, type, seed, miner, proof, commRBySector);
  }

  @Override
  public void close() {
    log.close();
  }

  private interface Verification {
    Pointer of(
        int type,
        byte[] seed,
        byte[] prover,
        byte[] proof,
        long proofLength,
        byte[] sectors,
        long length);
  }

  private boolean verified(
      Verification verification,
      ProofType type,
      byte[] seed,
      long miner,
      byte[] proof,
      Map<Long, byte[]> commRBySector)
      throws ProverException {
    var sectors = NativeJson.bytes(NativeJson.sectors(commRBySector));
    var result =
        verification.of(
            type.number(),
            seed(seed),
            ProverId.of(miner),
            proof,
            proof.length,
            sectors,
            sectors.length);
    return take(result).json().get("valid").booleanValue();
  }

  private NativeAnswer take(Pointer result) throws NativeCallException {
    return NativeAnswer.take(library, result);
  }

  private static byte[] seed(byte[] seed) {
    if (seed.length != 32) {
      throw new IllegalArgumentException("seed has %d bytes, needs 32".formatted(seed.length));
    }
    return seed;
  }

  /** Seals 5-9 (V1_1) in the order of sizes, like each kind of PoSt. */
  private static int sealNumber(ProofType type) {
    return 5 + type.number() % 5;
  }

  private static byte[] hex(JsonNode json, String key) {
    return HexFormat.of().parseHex(json.get(key).textValue());
  }

  private static Duration seconds(JsonNode json, String key) {
    return Duration.ofNanos((long) (json.get(key).doubleValue() * 1e9));
  }
}
