package org.littleredbridge.sandbox.discord;

import java.util.concurrent.atomic.AtomicInteger;

/// What goes wrong at the gateway because somebody wanted it so. Thread safe.
final class GatewayTroubles {
  private static final long PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15;
  private final AtomicInteger refuseResumes = new AtomicInteger();
  private final AtomicInteger refuseIdentifies = new AtomicInteger();
  private volatile boolean privilegedAllowed = true;
  private volatile boolean zombie;
  private volatile boolean withoutRegion;
  private volatile boolean tokenRevoked;

  void refuseResumes(int times) {
    refuseResumes.set(times);
  }

  /// Counts a resume, and says whether it is refused.
  boolean refusesResume() {
    return spend(refuseResumes);
  }

  void refuseIdentifies(int times) {
    refuseIdentifies.set(times);
  }

  /// Counts an identify, and says whether it is refused.
  boolean refusesIdentify() {
    return spend(refuseIdentifies);
  }

  private static boolean spend(AtomicInteger times) {
    return times.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }

  void zombie(boolean on) {
    zombie = on;
  }

  boolean zombie() {
    return zombie;
  }

  void withoutRegion(boolean on) {
    withoutRegion = on;
  }

  boolean withoutRegion() {
    return withoutRegion;
  }

  void revokeToken(boolean on) {
    tokenRevoked = on;
  }

  boolean tokenRevoked() {
    return tokenRevoked;
  }

  void allowPrivileged(boolean on) {
    privilegedAllowed = on;
  }

  /// Whether any of these intents is one that the bot may not have.
  boolean forbids(long intents) {
    return !privilegedAllowed && (intents & PRIVILEGED) != 0;
  }
}
