package io.damocles.chain.message;

/** The parameters of one of the miner actor's methods that concern window PoSt. */
public sealed interface MethodParams
    permits SubmitWindowedPoStParams, DeclareFaultsParams, DeclareFaultsRecoveredParams {

  /** Their CBOR, as a message carries it. */
  byte[] encode();
}
