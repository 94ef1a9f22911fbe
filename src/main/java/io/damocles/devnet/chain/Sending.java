package io.damocles.devnet.chain;

import io.damocles.chain.Address;
import io.damocles.chain.Cid;
import io.damocles.chain.Message;
import io.damocles.chain.Signature;
import io.damocles.chain.SignedMessage;
import io.damocles.devnet.execution.Account;
import io.damocles.devnet.execution.Applied;
import io.damocles.devnet.execution.ChainException;
import io.damocles.devnet.execution.ChainState;
import io.damocles.devnet.execution.Executor;
import io.damocles.devnet.execution.GasPrices;
import io.damocles.devnet.execution.MessageLength;
import io.damocles.devnet.pool.Admission;
import io.damocles.devnet.pool.GasEstimate;
import io.damocles.devnet.pool.MessagePool;
import io.damocles.devnet.pool.Messages;
import io.damocles.devnet.pool.SendSpec;
import io.damocles.devnet.wallet.Wallet;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Takes messages in: estimates their gas, signs them, puts them into the pool. */
final class Sending {
  private static final int MOST_PUSHES = 10_000;

  private final Links links;
  private final MessagePool pool;
  private final MessageSearch search;
  private final Executor executor;
  private final Wallet wallet;
  private final ChainFaults faults;
  private final ChainStore store;
  private final Admission admission;
  private final Map<UUID, SignedMessage> pushes = new LinkedHashMap<>();

  Sending(
      Links links,
      MessagePool pool,
      MessageSearch search,
      Executor executor,
      Wallet wallet,
      ChainFaults faults,
      ChainStore store,
      Map<UUID, SignedMessage> pushes) {
    this.links = links;
    this.pool = pool;
    this.search = search;
    this.executor = executor;
    this.wallet = wallet;
    this.faults = faults;
    this.store = store;
    this.admission = new Admission(pool);
    this.pushes.putAll(pushes);
  }

  Cid push(SignedMessage message, Optional<UUID> id) {
    admission.check(message, state());
    if (faults.takeDroppedMessage()) {
      search.remember(message);
      return message.cid();
    }
    Optional<SignedMessage> replaced = pool.add(message);
    try {
      store.savePush(message, replaced.map(SignedMessage::cid), id);
    } catch (RuntimeException notStored) {
      pool.takeBack(message, replaced);
      throw notStored;
    }
    replaced.ifPresent(search::remember);
    return message.cid();
  }

  SignedMessage push(Message message, SendSpec spec) {
    if (message.nonce() != 0) {
      throw new ChainException(
          "MpoolPushMessage expects message nonce to be 0, was "
              + Long.toUnsignedString(message.nonce()));
    }
    Optional<UUID> id = Optional.ofNullable(spec.id());
    Optional<SignedMessage> earlier = id.map(pushes::get);
    return earlier.orElseGet(() -> pushNew(message, spec, id));
  }

  private SignedMessage pushNew(Message message, SendSpec spec, Optional<UUID> id) {
    Address key = state().account(message.from()).map(Account::key).orElse(message.from());
    Message named = Messages.from(message, key, 0);
    Message priced = estimated(named, spec);
    Account sender = Admission.sender(key, state());
    BigInteger required = priced.value().add(Admission.mostFee(priced));
    if (sender.balance().compareTo(required) < 0) {
      throw new ChainException(
          "mpool push: not enough funds: %s < %s".formatted(sender.balance(), required));
    }
    SignedMessage signed = sign(Messages.withNonce(priced, nonce(key)));
    try {
      push(signed, id);
    } catch (ChainException e) {
      throw e.within("mpool push: failed to push message");
    }
    id.ifPresent(given -> remember(given, signed));
    return signed;
  }

  private Message estimated(Message message, SendSpec spec) {
    try {
      return estimate(message, spec, links.head());
    } catch (ChainException e) {
      throw e.within("GasEstimateMessageGas error");
    }
  }

  private SignedMessage sign(Message message) {
    byte[] signature =
        wallet
            .sign(message.from(), message.cid().bytes())
            .orElseThrow(
                () ->
                    new ChainException(
                        "failed to sign message: signing using key '%s': key info not found"
                            .formatted(message.from())));
    return new SignedMessage(message, new Signature(Signature.SECP256K1, signature));
  }

  private void remember(UUID id, SignedMessage message) {
    pushes.put(id, message);
    var oldest = pushes.keySet().iterator();
    while (pushes.size() > MOST_PUSHES) {
      oldest.next();
      oldest.remove();
    }
  }

  /** The message with its gas fields, tried out at a tipset behind the sender's waiting ones. */
  Message estimate(Message message, SendSpec spec, Link at) {
    Message limited = message.gasLimit() == 0 ? limited(message, at) : message;
    return GasEstimate.priced(limited, at.baseFee(), spec);
  }

  private Message limited(Message message, Link at) {
    BranchRandomness randomness = BranchRandomness.at(at, links);
    if (at.afterMessages().account(message.from()).isEmpty()) {
      throw new ChainException(
          "gas estimation failed: CallWithGas failed: sender %s not found on chain: sender validation failed"
              .formatted(message.from()));
    }
    Address key = at.afterMessages().account(message.from()).orElseThrow().key();
    ChainState state =
        executor.after(at.afterMessages(), at.height(), waiting(key), at.baseFee(), randomness);
    Account sender = state.account(key).orElseThrow();
    Message free =
        Messages.withGas(
            Messages.withNonce(message, sender.nonce()),
            GasPrices.BLOCK_LIMIT,
            BigInteger.ZERO,
            BigInteger.ZERO);
    Applied tried =
        executor.tryOut(state, at.height(), free, MessageLength.onceSigned(free), randomness);
    return Messages.withGas(
        message, GasEstimate.limit(tried), message.gasFeeCap(), message.gasPremium());
  }

  private List<SignedMessage> waiting(Address sender) {
    return pool.from(sender);
  }

  long nonce(Address address) {
    Account sender = Admission.sender(address, state());
    return pool.nextNonce(sender.key(), sender.nonce());
  }

  private ChainState state() {
    return links.head().after().state();
  }
}
