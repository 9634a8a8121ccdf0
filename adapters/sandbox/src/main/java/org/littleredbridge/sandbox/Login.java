package org.littleredbridge.sandbox;

import static org.littleredbridge.sandbox.Wire.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;

/// The account's login, as the gateway tells it.
final class Login {
  private static final int MODULES = 29;
  private static final int SCALE = 6;
  private final Doorman doorman;
  private final Faults faults;

  Login(Doorman doorman, Faults faults) {
    this.doorman = doorman;
    this.faults = faults;
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

  ObjectNode qrCode() {
    return doorman.loggedIn()
        ? object().put("timeout", "0s").put("is_logged_in", true)
        : object().put("timeout", "4m0s").put("is_logged_in", false).put("img", pattern());
  }

  ObjectNode forget() {
    faults.set(object().put(Fault.LOGGED_OUT.key, true));
    return object()
        .put("cookie_path", "/app/data/cookies.json")
        .put("message", "Cookies 已成功删除，登录状态已重置。下次操作时需要重新登录。");
  }

  // Looks like a code, says nothing: there is nobody to scan it.
  private static String pattern() {
    var image = new BufferedImage(MODULES * SCALE, MODULES * SCALE, BufferedImage.TYPE_BYTE_BINARY);
    var pen = image.createGraphics();
    var chance = new Random(7);
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
