package org.littleredbridge;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/// The process dies at one call to a port: that call and all later ones fail. With the ports of one
/// process behind one of these, a test can let it die at its first call, at its second, and so on
/// until it lives through. Thread-safe.
public final class CrashPoint {
  /// What callers get from a dead process. An error, since nobody can try again.
  public static final class Crash extends Error {
    Crash() {
      super("the process is dead");
    }
  }

  private final boolean done;
  private int left;
  private boolean dead;

  /// @param call which call it dies at, from 1
  /// @param done whether that call is still carried out
  public CrashPoint(int call, boolean done) {
    this.left = call;
    this.done = done;
  }

  /// The port as the dying process sees it.
  public <T> T over(Class<T> port, T inner) {
    InvocationHandler handler =
        (_, method, arguments) -> {
          var last = next();
          if (last && done) {
            carryOut(inner, method, arguments);
          }
          if (last) {
            throw new Crash();
          }
          return carryOut(inner, method, arguments);
        };
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }

  public synchronized boolean happened() {
    return dead;
  }

  private synchronized boolean next() {
    if (dead) {
      throw new Crash();
    }
    left--;
    dead = left == 0;
    return dead;
  }

  private static @Nullable Object carryOut(
      Object inner, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(inner, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
