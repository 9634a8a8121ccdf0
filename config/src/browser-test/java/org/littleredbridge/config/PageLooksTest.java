package org.littleredbridge.config;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How the page looks and whether everybody can use it. Leaves pictures in `target/screenshots`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PageLooksTest {
  private static final double PATIENCE = Visit.PATIENCE.toMillis();
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final Chromium chromium = Chromium.start();
  private final RunningDemo demo = new RunningDemo();

  PageLooksTest() {
    try (var visit = chromium.visit(demo.url(), 1280, 900, ColorScheme.LIGHT)) {
      var page = visit.settled().page();
      page.locator(".card:has(.slide):has(.toggle) .reply").first().click();
      say(page, "I want to try this! 我也想试试 😍");
      say(page, "/status");
      say(page, "/dance");
      say(page, "w".repeat(400));
      var answer = page.locator(".thread .from-rednote").first();
      assertThat(answer).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
    }
    demo.publish(
        "\"title\": \"%s\", \"text\": \"https://example.com/%s\"".formatted("长".repeat(20), "x".repeat(300)));
  }

  @AfterAll
  void stop() {
    chromium.close();
    demo.close();
  }

  private static void say(Page page, String words) {
    page.locator("#composer-text").fill(words);
    page.locator("#send").click();
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 390, 640, 768, 1280})
  void givenAnyWidth_whenThePageShows_thenNothingStandsOutSideways(int width) {
    try (var visit = open(width, ColorScheme.LIGHT)) {
      var page = visit.page();
      page.locator("#status").click();
      page.locator(".thread .reply").first().click();

      assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
      assertThat(PageAudit.standingOut(page)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
  void givenEitherScheme_whenThePageShows_thenAllWordsStandOutFromTheirGround(
      int width, ColorScheme scheme) {
    try (var visit = open(width, scheme)) {
      var page = visit.page();
      page.locator("#status").click();
      page.locator(".thread .reply").first().click();
      page.locator("#composer-text").fill("/");

      assertThat(PageAudit.faint(page)).isEmpty();
      assertThat(visit.complaints()).isEmpty();
    }
  }

  @Test
  void givenAScreenReader_whenItReadsThePage_thenEveryControlHasANameAndThereAreLandmarks() {
    try (var visit = open(1280, ColorScheme.LIGHT)) {
      var page = visit.page();
      page.locator("#status").click();
      page.locator("#composer-text").fill("/");

      var roles = new ArrayList<String>();
      var nameless = new ArrayList<String>();
      for (var node : tree(page)) {
        var role = value(node, "role");
        roles.add(role);
        if (CONTROLS.contains(role) && value(node, "name").isBlank()) {
          nameless.add(role + " " + node.get("backendDOMNodeId"));
        }
      }
      assertThat(nameless).isEmpty();
      assertThat(roles).contains("banner", "main", "contentinfo", "form", "heading", "list", "listbox");
      assertThat(roles).containsOnlyOnce("main");
      assertThat(page.locator("html")).hasAttribute("lang", "en");
    }
  }

  private static final Set<String> CONTROLS =
      Set.of("button", "textbox", "combobox", "link", "option", "listbox", "searchbox", "Video", "image", "dialog", "form");

  private static List<JsonObject> tree(Page page) {
    var session = page.context().newCDPSession(page);
    return session.send("Accessibility.getFullAXTree").getAsJsonArray("nodes").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .filter(node -> !node.get("ignored").getAsBoolean())
        .toList();
  }

  private static String value(JsonObject node, String name) {
    var property = node.getAsJsonObject(name);
    return property == null || property.get("value") == null ? "" : property.get("value").getAsString();
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 1280})
  void givenTheTabKey_whenItWalks_thenTheFocusIsAlwaysSeen(int width) {
    try (var visit = open(width, ColorScheme.LIGHT)) {
      var page = visit.page();
      page.evaluate("scrollTo(0, 0)");
      for (int i = 0; i < 40; i++) {
        page.keyboard().press("Tab");
        assertThat(PageAudit.focusFault(page)).as("after %d presses of Tab", i + 1).isEqualTo("");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, 900, LIGHT", "1280, 900, DARK", "390, 844, LIGHT", "390, 844, DARK"})
  void takePictures(int width, int height, ColorScheme scheme) {
    try (var visit = chromium.visit(demo.url(), width, height, scheme)) {
      var page = visit.page();
      page.locator(".card").first().waitFor();
      var name = "%d-%s-".formatted(width, scheme.name().toLowerCase(Locale.ROOT));
      page.setViewportSize(width, 1080);
      show(page, ".entry:has(.slide):has(.thread)");
      shoot(page, name + "page");
      page.setViewportSize(width, height);
      show(page, ".thread");
      shoot(page, name + "thread");
      show(page, ".from-command");
      shoot(page, name + "commands");
      page.locator("#composer-text").fill("/");
      shoot(page, name + "suggestions");
      page.navigate(demo.url() + "/?channel=empty");
      page.locator("#empty").waitFor();
      shoot(page, name + "empty");
    }
  }

  private static void show(Page page, String selector) {
    page.locator(selector).first().evaluate("e => e.scrollIntoView({ block: 'start' })");
    page.waitForFunction(
        "() => [...document.images].filter(i => i.getBoundingClientRect().top < innerHeight && i.getBoundingClientRect().bottom > 0)"
            + ".every(i => i.complete || i.loading === 'lazy')");
  }

  private static void shoot(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  private Visit open(int width, ColorScheme scheme) {
    var visit = chromium.visit(demo.url(), width, 844, scheme);
    visit.page().locator(".card").first().waitFor();
    // Not measured in mid-air.
    visit.page().waitForFunction("() => document.getAnimations().every(a => a.effect.getTiming().iterations === Infinity)");
    return visit;
  }
}
