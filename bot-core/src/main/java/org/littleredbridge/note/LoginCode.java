package org.littleredbridge.note;

import java.time.Duration;

/// A picture to be scanned with the RedNote app, which logs the gateway's account in. Whoever scans
/// it decides which account that is, so it goes to an operator alone and is never printed.
public final class LoginCode {
  private final byte[] png;
  private final Duration goodFor;

  /// @param png the picture, a PNG file
  /// @param goodFor how long it can be scanned, from now
  public LoginCode(byte[] png, Duration goodFor) {
    if (png.length == 0 || !goodFor.isPositive()) {
      throw new IllegalArgumentException("a login code has a picture and some time");
    }
    this.png = png.clone();
    this.goodFor = goodFor;
  }

  /// The picture, a PNG file.
  public byte[] png() {
    return png.clone();
  }

  /// How long it could be scanned when it was made.
  public Duration goodFor() {
    return goodFor;
  }

  @Override
  public String toString() {
    return "LoginCode[hidden]";
  }
}
