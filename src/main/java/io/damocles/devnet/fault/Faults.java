package io.damocles.devnet.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Which faults are switched on; may be used from any thread. */
public final class Faults {
  private final DoubleSupplier dice;
  private final List<AnswerFault> answers = new ArrayList<>();
  private boolean htmlPage;
  private boolean staleHead;

  /**
   * @param dice numbers from 0 to 1, equally likely
   */
  public Faults(DoubleSupplier dice) {
    this.dice = dice;
  }

  /** Switches a fault of answers on; it replaces one of the same kind and method. */
  public synchronized void add(AnswerFault fault) {
    answers.removeIf(
        other -> other.kind() == fault.kind() && other.method().equals(fault.method()));
    answers.add(fault);
  }

  /** The fault that this call suffers, if any. */
  public synchronized Optional<AnswerFault> draw(String method) {
    for (int i = 0; i < answers.size(); i++) {
      AnswerFault fault = answers.get(i);
      if (fault.concerns(method) && dice.getAsDouble() < fault.probability()) {
        if (fault.times() == 1) {
          answers.remove(i);
        } else if (fault.times() != Long.MAX_VALUE) {
          answers.set(i, fault.onceLess());
        }
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  /** Every request is answered with a page of a proxy, until switched off. */
  public synchronized void htmlPage(boolean on) {
    htmlPage = on;
  }

  public synchronized boolean isHtmlPage() {
    return htmlPage;
  }

  /** Remembers for the list that the chain was told to show its head standing still. */
  public synchronized void staleHead(boolean on) {
    staleHead = on;
  }

  /** Switches everything off. */
  public synchronized void clear() {
    answers.clear();
    htmlPage = false;
    staleHead = false;
  }

  /** What is on, one line each. */
  public synchronized List<String> list() {
    List<String> list = new ArrayList<>();
    answers.forEach(fault -> list.add(fault.toString()));
    if (htmlPage) {
      list.add("html-page");
    }
    if (staleHead) {
      list.add("stale-head");
    }
    return list;
  }
}
