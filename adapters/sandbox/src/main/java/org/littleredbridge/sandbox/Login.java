package org.littleredbridge.sandbox;

import static org.littleredbridge.sandbox.Wire.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;

/// The account's login, as the gateway tells it. A wish for a code opens a session that waits for
/// somebody to scan it and ends the one before; that somebody did is seen by the status alone.
final class Login {
  private static final int MODULES = 29;
  private static final int SCALE = 6;
  private static final Duration GOOD_FOR = Duration.ofMinutes(4);
  private final Doorman doorman;
  private final Faults faults;
  private final Clock clock;
  private int session;
  private Instant until = Instant.MIN;

  Login(Doorman doorman, Faults faults, Clock clock) {
    this.doorman = doorman;
    this.faults = faults;
    this.clock = clock;
  }

  static ObjectNode health() {
    return object()
        .put("status", "healthy")
        .put("service", "xiaohongshu-mcp")
        .put("version", "sandbox")
        .put("account", "little-red-bridge")
        .put("timestamp", "now");
  }

  ObjectNode status() {
    return doorman.loggedIn()
        ? object()
            .put("is_logged_in", true)
            .put("username", World.ACCOUNT.name())
            .put("user_id", World.ACCOUNT.id())
        : object().put("is_logged_in", false);
  }

  synchronized ObjectNode qrCode() {
    if (faults.take(Fault.LOGIN_CODE_FAILS)) {
      throw Operation.LOGIN_STATUS.failed("获取登录二维码失败: context deadline exceeded");
    }
    if (doorman.loggedIn()) {
      return object().put("timeout", "0s").put("is_logged_in", true);
    }
    session++;
    until = clock.instant().plus(GOOD_FOR);
    return object().put("timeout", "4m0s").put("is_logged_in", false).put("img", pattern(session));
  }

  /// Which session waits now: 0 for none, 1 for the first code that was asked for, and so on.
  synchronized ObjectNode waiting() {
    return object().put("session", clock.instant().isBefore(until) ? session : 0);
  }

  /// Somebody scans the code of a session.
  synchronized ObjectNode scan(int scanned) {
    boolean good = scanned == session && clock.instant().isBefore(until);
    if (good) {
      faults.set(object().put(Fault.LOGGED_OUT.key, false));
      until = Instant.MIN;
    }
    return object().put("logged_in", good);
  }

  ObjectNode forget() {
    faults.set(object().put(Fault.LOGGED_OUT.key, true));
    return object()
        .put("cookie_path", "/app/data/cookies.json")
        .put("message", "Cookies 已成功删除，登录状态已重置。下次操作时需要重新登录。");
  }

  // Looks like a code, says nothing: there is nobody to scan it.
  private static String pattern(int seed) {
    var image = new BufferedImage(MODULES * SCALE, MODULES * SCALE, BufferedImage.TYPE_BYTE_BINARY);
    var pen = image.createGraphics();
    var chance = new Random(seed);
    for (int x = 0; x < MODULES; x++) {
      for (int y = 0; y < MODULES; y++) {
        boolean frame = x < 2 || y < 2 || x >= MODULES - 2 || y >= MODULES - 2;
        if (frame || chance.nextBoolean()) {
          pen.fillRect(x * SCALE, y * SCALE, SCALE, SCALE);
        }
      }
    }
    pen.dispose();
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
