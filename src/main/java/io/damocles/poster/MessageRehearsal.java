package io.damocles.poster;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.damocles.chain.Address;
import io.damocles.chain.BitField;
import io.damocles.chain.ChainJson;
import io.damocles.chain.Message;
import io.damocles.chain.Signature;
import io.damocles.chain.SignedMessage;
import io.damocles.chain.message.PoStPartition;
import io.damocles.chain.message.PoStProof;
import io.damocles.chain.message.SubmitWindowedPoStParams;
import io.damocles.chain.node.MessageState;
import io.damocles.chain.node.PreparedMessage;
import io.damocles.chain.node.PushSpec;
import io.damocles.prover.ProofType;
import java.math.BigInteger;
import java.util.List;
import java.util.TreeMap;

/**
 * Makes a message that nobody gets, so that the first one which somebody does need not wait until
 * the signed jar of the hash function is verified and the classes of messages are loaded: that took
 * 0.3 s, between the last proof and the pool (measured).
 */
public final class MessageRehearsal {
  private static final int PROOF_BYTES = 192;
  private static final int SIGNATURE_BYTES = 96;
  private static final byte[] SEED = new byte[32];

  private MessageRehearsal() {}

  /**
   * Does all that needs neither network nor database, for tens of milliseconds or more.
   *
   * @return the id of the message
   */
  public static String run() throws JsonProcessingException {
    Message message = message();
    SignedMessage signed =
        new SignedMessage(message, new Signature(Signature.BLS, new byte[SIGNATURE_BYTES]));
    String uid = signed.cid().toString();
    PreparedMessage prepared =
        new PreparedMessage(uid, message, new PushSpec(0, 0, BigInteger.ZERO), signed);
    again(prepared, PreparedMessage.class);
    again(MessageState.of(MessageState.Stage.PENDING, signed.cid(), ""), MessageState.class);
    again(message, Message.class);
    again(signed, SignedMessage.class);
    return uid;
  }

  private static <T> void again(T value, Class<T> type) throws JsonProcessingException {
    ChainJson.mapper().readValue(ChainJson.mapper().writeValueAsString(value), type);
  }

  private static Message message() {
    Address nobody = Address.ofId(0);
    byte[] params =
        new SubmitWindowedPoStParams(0, partitions(), List.of(proof()), 0, SEED).encode();
    BigInteger none = BigInteger.ZERO;
    return new Message(
        0, nobody, nobody, 0, none, 0, none, none, SubmitWindowedPoStParams.METHOD, params);
  }

  private static PoStProof proof() {
    return new PoStProof(ProofType.WINDOW_2KIB_V1_2.number(), new byte[PROOF_BYTES]);
  }

  private static List<PoStPartition> partitions() {
    TreeMap<Long, byte[]> one = new TreeMap<>(Long::compareUnsigned);
    one.put(1L, SEED);
    TreeMap<Long, byte[]> other = new TreeMap<>(Long::compareUnsigned);
    other.put(2L, SEED);
    return MergePlan.groups(
            List.of(new MergePlan.Candidate<>(0L, one), new MergePlan.Candidate<>(1L, other)), 1, 2)
        .stream()
        .flatMap(List::stream)
        .map(candidate -> new PoStPartition(candidate.proof(), BitField.EMPTY))
        .toList();
  }
}
