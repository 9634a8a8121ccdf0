package org.littleredbridge.lease;

/// Something was not done, since this node may no longer do it: another one does.
public final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LeaseLostException(String name) {
    super("this node does not hold the lease " + name);
  }
}
