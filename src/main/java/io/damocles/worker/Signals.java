package io.damocles.worker;

import java.lang.reflect.Proxy;

/** Listens to signals. By reflection, because the compiler warns of the class that has them. */
final class Signals {
  private Signals() {}

  /**
   * Runs the action at each such signal, in a thread of its own; a Java without signals ignores
   * this.
   *
   * @param name without SIG, such as {@code TERM}
   */
  static void on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object listener =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java has no signal " + name, e);
    }
  }
}
