package io.damocles.prover;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;

/**
 * The C ABI of {@code native/include/wdpost.h}, method {@code resultFree} being {@code
 * fp_result_free} and so on. Arguments are copied by the library before a call computes anything.
 */
interface WdpostLibrary extends Library {
  /** The version of the ABI that these methods describe. */
  int ABI_VERSION = 1;

  int abiVersion();

  int resultStatus(Pointer result);

  Pointer resultError(Pointer result, LongByReference length);

  Pointer resultJson(Pointer result, LongByReference length);

  long resultBlobCount(Pointer result);

  Pointer resultBlob(Pointer result, long index, LongByReference length);

  void resultFree(Pointer result);

  Pointer init(byte[] options, long length);

  Pointer preferNumaNode(int node);

  Pointer info();

  Pointer logDrain(int maxLines);

  long jobNew();

  void jobCancel(long token);

  void jobLimits(long token, long closeMillis, long retryMillis);

  Pointer jobProgress(long token);

  void jobFree(long token);

  Pointer paramsStatus(int post);

  Pointer paramsGenerate(int post, int force);

  Pointer sealTestSector(int seal, byte[] order, long length);

  Pointer fauxrep(int seal, byte[] order, long length);

  Pointer postChallenges(int post, byte[] seed, byte[] prover, long[] ids, long count);

  Pointer vanillaProof(int post, byte[] replica, long length, long[] challenges, long count);

  Pointer vanillaBatch(
      long job, int post, byte[] seed, byte[] prover, byte[] replicas, long length, int threads);

  Pointer windowPost(
      long job, int post, byte[] seed, byte[] prover, byte[] replicas, long length, int skipFaulty);

  Pointer windowPostPartition(
      long job,
      int post,
      byte[] seed,
      byte[] prover,
      byte[] vanilla,
      long vanillaLength,
      long[] lengths,
      long count,
      int partitionIndex);

  Pointer windowPostMerge(int post, byte[] proofs, long length);

  Pointer verifyWindowPost(
      int post,
      byte[] seed,
      byte[] prover,
      byte[] proof,
      long proofLength,
      byte[] sectors,
      long length);

  Pointer winningPostSectorChallenge(int post, byte[] seed, byte[] prover, long setLength);

  Pointer winningPost(
      long job,
      int post,
      byte[] seed,
      byte[] prover,
      byte[] vanilla,
      long vanillaLength,
      long[] lengths,
      long count);

  Pointer verifyWinningPost(
      int post,
      byte[] seed,
      byte[] prover,
      byte[] proof,
      long proofLength,
      byte[] sectors,
      long length);
}
