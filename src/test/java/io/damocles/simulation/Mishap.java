package io.damocles.simulation;

/** What can become of a message that is posted. */
enum Mishap {
  /** It never arrives, and its sender hears nothing. */
  LOST,
  /** It arrives, and its sender hears nothing. */
  UNHEARD,
  /** It arrives, and is dropped some time later. */
  DROPPED,
  /** It can never be executed: its nonce is used, or the messager gave it up. */
  WASTED,
  /** It takes some epochs longer. */
  SLOW
}
