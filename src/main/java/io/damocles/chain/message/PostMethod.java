package io.damocles.chain.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.damocles.chain.ChainJson;
import io.damocles.chain.CodecException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The miner actor's methods that concern window PoSt, by the number in a message. */
public enum PostMethod {
  SUBMIT_WINDOWED_POST(SubmitWindowedPoStParams.METHOD, SubmitWindowedPoStParams.class),
  DECLARE_FAULTS(DeclareFaultsParams.METHOD, DeclareFaultsParams.class),
  DECLARE_FAULTS_RECOVERED(DeclareFaultsRecoveredParams.METHOD, DeclareFaultsRecoveredParams.class);

  private final long number;
  private final Class<? extends MethodParams> type;

  PostMethod(long number, Class<? extends MethodParams> type) {
    this.number = number;
    this.type = type;
  }

  /** The method of that number, if it is one of these. */
  public static Optional<PostMethod> of(long number) {
    return Arrays.stream(values()).filter(method -> method.number == number).findFirst();
  }

  public long number() {
    return number;
  }

  /**
   * Reads the CBOR of a message's parameters.
   *
   * @throws CodecException if the actor would refuse it
   */
  public MethodParams decode(byte[] cbor) {
    return switch (this) {
      case SUBMIT_WINDOWED_POST -> SubmitWindowedPoStParams.decode(cbor);
      case DECLARE_FAULTS -> DeclareFaultsParams.decode(cbor);
      case DECLARE_FAULTS_RECOVERED -> DeclareFaultsRecoveredParams.decode(cbor);
    };
  }

  /**
   * Reads the parameters as JSON with Go's names, bitfields as run lengths, bytes as base64.
   *
   * @throws CodecException naming the member that is wrong
   */
  public MethodParams ofJson(String json) {
    try {
      @Nullable MethodParams params = ChainJson.mapper().readValue(json, type);
      if (params == null) {
        throw new CodecException("expected an object, got null");
      }
      return params;
    } catch (JsonProcessingException e) {
      throw new CodecException(ChainJson.problem(e), e);
    }
  }
}
