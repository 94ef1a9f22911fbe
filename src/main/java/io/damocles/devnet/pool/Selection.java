package io.damocles.devnet.pool;

import io.damocles.chain.Address;
import io.damocles.chain.Message;
import io.damocles.chain.SignedMessage;
import io.damocles.devnet.execution.Account;
import io.damocles.devnet.execution.ChainState;
import io.damocles.devnet.execution.GasPrices;
import io.damocles.devnet.execution.MessageLength;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Which messages the next tipset takes: of each sender in the order of their nonces, from the
 * state's nonce to the first gap or to what the sender cannot pay, the best payers first.
 */
public final class Selection {
  static final int MOST_MESSAGES = 10_000;

  private final ChainState state;
  private final BigInteger baseFee;

  /**
   * For a tipset on this state.
   *
   * @param baseFee what a message's fee cap must reach
   */
  public Selection(ChainState state, BigInteger baseFee) {
    this.state = state;
    this.baseFee = baseFee;
  }

  /** The messages in the order in which they are executed. */
  public List<SignedMessage> from(MessagePool pool) {
    PriorityQueue<Deque<SignedMessage>> queues =
        new PriorityQueue<>(Comparator.comparing(this::premium).reversed());
    for (Address sender : pool.senders()) {
      Deque<SignedMessage> ready = ready(pool, sender);
      if (!ready.isEmpty()) {
        queues.add(ready);
      }
    }
    return fill(queues);
  }

  private List<SignedMessage> fill(PriorityQueue<Deque<SignedMessage>> queues) {
    List<SignedMessage> chosen = new ArrayList<>();
    long gas = 0;
    while (!queues.isEmpty() && chosen.size() < MOST_MESSAGES) {
      Deque<SignedMessage> best = queues.remove();
      SignedMessage next = best.remove();
      if (gas + next.message().gasLimit() > GasPrices.BLOCK_LIMIT) {
        continue;
      }
      gas += next.message().gasLimit();
      chosen.add(next);
      if (!best.isEmpty()) {
        queues.add(best);
      }
    }
    return chosen;
  }

  private BigInteger premium(Deque<SignedMessage> queue) {
    Message first = queue.element().message();
    return first.gasPremium().min(first.gasFeeCap().subtract(baseFee));
  }

  private Deque<SignedMessage> ready(MessagePool pool, Address sender) {
    Deque<SignedMessage> ready = new ArrayDeque<>();
    Optional<Account> account = state.account(sender);
    if (account.isEmpty()) {
      return ready;
    }
    long nonce = account.get().nonce();
    BigInteger balance = account.get().balance();
    for (SignedMessage signed : pool.from(sender)) {
      Message message = signed.message();
      if (Long.compareUnsigned(message.nonce(), nonce) < 0) {
        continue;
      }
      BigInteger fee = message.gasFeeCap().multiply(BigInteger.valueOf(message.gasLimit()));
      if (message.nonce() != nonce || fee.compareTo(balance) > 0 || !isPriced(signed)) {
        break;
      }
      balance = balance.subtract(fee);
      balance = balance.subtract(message.value().min(balance));
      nonce++;
      ready.add(signed);
    }
    return ready;
  }

  private boolean isPriced(SignedMessage signed) {
    return signed.message().gasFeeCap().compareTo(baseFee) >= 0
        && signed.message().gasLimit() >= GasPrices.inclusion(MessageLength.of(signed));
  }
}
