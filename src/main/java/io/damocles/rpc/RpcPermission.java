package io.damocles.rpc;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a token allows; each one stands for itself only, as in Lotus. */
public enum RpcPermission {
  READ,
  WRITE,
  SIGN,
  ADMIN;

  /** Everything. */
  public static Set<RpcPermission> all() {
    return EnumSet.allOf(RpcPermission.class);
  }

  /** The name on the wire, such as {@code sign}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
