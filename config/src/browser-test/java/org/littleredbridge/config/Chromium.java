package org.littleredbridge.config;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Debian's Chromium, without the calls home it makes by itself.
final class Chromium implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(PROGRAM)
                    .setChromiumSandbox(false) // it refuses to run as root otherwise
                    .setArgs(
                        List.of(
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  /// Skips the tests on a machine without Chromium, unless everything is to be tested.
  static Chromium start() {
    if (!Files.isExecutable(PROGRAM)) {
      var sentence =
          "There is no Chromium at "
              + PROGRAM
              + ", so nobody looked at the page. On Debian: apt-get install chromium"
              + " fonts-noto-cjk fonts-noto-color-emoji";
      if (Boolean.getBoolean("bridge.test.everything")) {
        fail(sentence);
      }
      assumeTrue(false, sentence);
    }
    return new Chromium();
  }

  /// A fresh profile with one page, closed by the caller.
  Visit visit(String url, int width, int height, ColorScheme scheme) {
    var options =
        new Browser.NewContextOptions()
            .setViewportSize(width, height)
            .setColorScheme(scheme)
            .setLocale("en-GB");
    return new Visit(browser.newContext(options), url);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
