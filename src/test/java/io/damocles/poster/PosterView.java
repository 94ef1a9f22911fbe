package io.damocles.poster;

import java.lang.reflect.Field;
import java.util.Map;

/** What a poster holds on to, for tests of leaks. */
public final class PosterView {
  private PosterView() {}

  /** How many deadlines it follows for the miner that follows the most. */
  public static int mostRuns(Poster poster) {
    int most = 0;
    for (Object miner : map(poster, "miners").values()) {
      most = Math.max(most, map(miner, "runs").size());
    }
    return most;
  }

  private static Map<?, ?> map(Object owner, String name) {
    try {
      Field field = owner.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return (Map<?, ?>) field.get(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(owner.getClass().getName() + "." + name, e);
    }
  }
}
