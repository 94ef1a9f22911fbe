package io.damocles.devnet.execution;

import io.damocles.chain.Address;
import io.damocles.chain.ExitCode;
import io.damocles.chain.Message;
import io.damocles.devnet.actor.ActorOutcome;
import io.damocles.devnet.actor.MinerState;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what a message asks of its receiver: a transfer, or a method of a miner. */
final class Calls {
  private static final Logger log = LoggerFactory.getLogger(Calls.class);
  private static final int SECP = 1;
  private static final int BLS = 3;

  private final MinerMethods miners;
  private final EpochRuntime runtime;

  Calls(MinerMethods miners, EpochRuntime runtime) {
    this.miners = miners;
    this.runtime = runtime;
  }

  Outcome run(ChainState state, Account sender, Message message) {
    if (message.value().compareTo(sender.balance()) > 0) {
      String text =
          Backtrace.ofTransfer(sender.balance(), message.value(), ExitCode.VALUE_BEYOND_BALANCE);
      return new Outcome(state, ExitCode.VALUE_BEYOND_BALANCE, GasPrices.SEND, text);
    }
    OptionalLong receiver = state.resolve(message.to());
    if (receiver.isEmpty()) {
      return create(state, sender, message);
    }
    Optional<MinerState> miner = state.miner(receiver.getAsLong());
    if (miner.isPresent()) {
      return call(state, sender, receiver.getAsLong(), miner.get(), message);
    }
    return state
        .account(receiver.getAsLong())
        .map(account -> send(state, sender, account, message))
        .orElseGet(() -> noReceiver(state, message));
  }

  private Outcome call(
      ChainState state, Account sender, long id, MinerState miner, Message message) {
    ChainState paid = state.with(sender.spend(message.value()));
    MinerState richer =
        message.value().signum() == 0
            ? miner
            : miner.withBalance(miner.balance().add(message.value()));
    if (message.method() == 0) {
      return Outcome.done(paid.with(id, richer), GasPrices.SEND);
    }
    runtime.enter(state);
    ActorOutcome outcome = called(richer, sender, message);
    long gas = GasPrices.call(message, outcome.exitCode());
    return outcome.exitCode() == 0
        ? Outcome.done(paid.with(id, outcome.state()), gas)
        : failed(state, id, message, outcome.exitCode(), gas, outcome.text());
  }

  private ActorOutcome called(MinerState miner, Account sender, Message message) {
    try {
      return miners.call(miner, message.method(), sender.id(), message.params(), runtime);
    } catch (ChainException e) {
      return new ActorOutcome(miner, ExitCode.ILLEGAL_ARGUMENT, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // One message must not stop the chain for good: it would be tried in every tipset again.
      log.error("method failed to={} method={}", message.to(), message.method(), e);
      return new ActorOutcome(miner, ExitCode.ASSERTION_FAILED, "the method failed: " + e);
    }
  }

  private static Outcome failed(
      ChainState state, long actor, Message message, int exitCode, long gas, String text) {
    String trace = Backtrace.ofCall(Address.ofId(actor), message.method(), text, exitCode);
    return new Outcome(state, exitCode, gas, trace);
  }

  private static Outcome create(ChainState state, Account sender, Message message) {
    int protocol = message.to().protocol();
    if (protocol != SECP && protocol != BLS) {
      return noReceiver(state, message);
    }
    Account created = new Account(state.freeId(), message.to(), 0, BigInteger.ZERO);
    Outcome sent = send(state.with(created), sender, created, message);
    return sent.exitCode() == 0
        ? Outcome.done(sent.state(), GasPrices.NEW_ACCOUNT)
        : new Outcome(state, sent.exitCode(), sent.gas(), sent.text());
  }

  private static Outcome noReceiver(ChainState state, Message message) {
    String cause = "--> caused by: send::send -- actor does not exist: " + message.to();
    String text = Backtrace.of(cause, ExitCode.INVALID_RECEIVER);
    return new Outcome(state, ExitCode.INVALID_RECEIVER, GasPrices.SEND, text);
  }

  private static Outcome send(ChainState state, Account sender, Account to, Message message) {
    if (message.method() != 0) {
      String text = "invalid method: " + Long.toUnsignedString(message.method());
      return failed(
          state, to.id(), message, ExitCode.UNHANDLED_MESSAGE, GasPrices.UNKNOWN_METHOD, text);
    }
    ChainState paid = state.with(sender.spend(message.value()));
    Account receiver = paid.account(to.id()).orElseThrow();
    return Outcome.done(paid.with(receiver.receive(message.value())), GasPrices.SEND);
  }
}
