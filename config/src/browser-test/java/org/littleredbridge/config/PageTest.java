package org.littleredbridge.config;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What a person does with the page, in a real browser, with the demo behind it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PageTest {
  private static final double PATIENCE = Visit.PATIENCE.toMillis();
  private static final int MOST_TABS = 400;

  private final Chromium chromium = Chromium.start();
  private final RunningDemo demo = new RunningDemo();
  private Visit visit = chromium.visit(demo.url(), 1280, 900, ColorScheme.LIGHT);

  @BeforeEach
  void freshPage() {
    visit.close();
    visit = chromium.visit(demo.url(), 1280, 900, ColorScheme.LIGHT);
    visit.settled();
  }

  /// Whatever a test did: nothing was asked of strangers, nothing went wrong unseen.
  @AfterEach
  void nothingForeignAndNoComplaint() {
    assertThat(visit.foreignRequests()).isEmpty();
    assertThat(visit.complaints()).isEmpty();
  }

  @AfterAll
  void stop() {
    chromium.close();
    demo.close();
  }

  @Test
  void givenTheDemo_whenThePageOpens_thenCardsHavePicturesThatLoaded() {
    var image = page().locator(".card .slide img").first();
    image.scrollIntoViewIfNeeded();

    page().waitForFunction("i => i.complete && i.naturalWidth > 0", image.elementHandle());
    assertThat(image).hasAttribute("alt", Pattern.compile("Picture 1 of \\d+ by .+"));
  }

  @Test
  void givenAVideoNote_whenPlayed_thenItsPicturesMove() {
    var video = page().locator(".card video").first();
    video.scrollIntoViewIfNeeded();

    video.evaluate("v => { v.muted = true; return v.play(); }");

    page().waitForFunction("v => v.videoWidth > 0 && v.currentTime > 0", video.elementHandle());
  }

  @Test
  void givenATranslatedNote_whenOriginalIsPressed_thenTheChineseShowsAndGoesAgain() {
    var card = cards().filter(new Locator.FilterOptions().setHas(page().locator(".toggle"))).first();
    var toggle = card.locator(".toggle");

    toggle.click();
    assertThat(card.locator(".original")).isVisible();
    assertThat(card.locator(".shown")).isHidden();
    assertThat(card.locator(".original")).containsText(Pattern.compile("[一-鿿]"));
    assertThat(toggle).hasAttribute("aria-pressed", "true");

    toggle.click();
    assertThat(card.locator(".shown")).isVisible();
    assertThat(card.locator(".original")).isHidden();
  }

  @Test
  void givenSeveralPictures_whenTurnedByKey_thenTheNextOneShows() {
    var media = page().locator(".card .media:has(.turn)").first();
    media.locator(".strip").focus();

    page().keyboard().press("ArrowRight");

    assertThat(media.locator(".count")).hasText(Pattern.compile("2 / \\d+"));
    page().keyboard().press("Enter");
    assertThat(page().locator("#viewer")).isVisible();
    assertThat(page().locator("#viewer-count")).hasText(Pattern.compile("2 / \\d+"));
    page().keyboard().press("Escape");
    assertThat(page().locator("#viewer")).isHidden();
  }

  @Test
  void givenOnlyAKeyboard_whenReplying_thenItIsPostedAnsweredAndThereAfterAReload() {
    var words = "How lovely! Where is this?";
    tabTo(".card .reply");
    page().keyboard().press("Enter");
    assertThat(page().locator("#replying")).isVisible();
    page().keyboard().type(words);
    page().keyboard().press("Enter");

    postedAndAnswered(words);
    page().reload();
    postedAndAnswered(words);
  }

  private void postedAndAnswered(String words) {
    var entry = page().locator(".entry", new Page.LocatorOptions().setHasText(words));
    var mine = entry.locator(".from-member", new Locator.LocatorOptions().setHasText(words));
    assertThat(mine.locator(".state")).hasAttribute("data-state", "posted", new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE));
    assertThat(entry.locator(".thread .from-rednote").first()).isVisible(patiently());
  }

  @Test
  void givenASlash_whenASuggestionIsTaken_thenTheCommandIsAnsweredInPlace() {
    box().focus();
    page().keyboard().type("/li");
    assertThat(page().locator("#suggestions [aria-selected=true]")).containsText("/list");

    page().keyboard().press("Enter");
    assertThat(box()).hasValue("/list");
    page().keyboard().press("Enter");

    assertThat(answerTo("/list")).containsText("This channel follows");
  }

  @Test
  void givenACommandThatDoesNotExist_whenSent_thenASentenceSaysSo() {
    send("/dance");

    assertThat(answerTo("/dance")).containsText("I do not know the command “dance”");
  }

  @Test
  void givenHostileMarkup_whenItsNoteArrives_thenItIsTextAndRunsNothing() {
    var title = "<img src=x onerror=alert(1)> &amp; <b>bold</b>";
    var text = "<script>window.hacked = 1</script><svg onload=hacked=1> [x](javascript:hacked=1) @everyone \u202Eflow";
    demo.publish("\"title\": \"%s\", \"text\": \"%s\"".formatted(title, text));

    var card = cards().filter(new Locator.FilterOptions().setHasText("window.hacked = 1"));
    assertThat(card).isVisible(patiently());
    assertThat(card.locator("h2")).containsText(title);
    assertThat(card.locator("script, svg, b:not(dt b), img[src=x], a:not(.out)")).hasCount(0);
    assertThat(page().evaluate("'hacked' in window")).isEqualTo(false);
  }

  @Test
  void givenHostileMarkup_whenAMemberSaysIt_thenItIsText() {
    var words = "<img src=x onerror='hacked=1'><iframe src=javascript:hacked=1>";
    send(words);

    assertThat(page().locator(".said").filter(new Locator.FilterOptions().setHasText("<iframe"))).hasText(words);
    assertThat(page().locator("iframe, img[src=x]")).hasCount(0);
    assertThat(page().evaluate("'hacked' in window")).isEqualTo(false);
  }

  @Test
  void givenTheBridgeStops_whenItIsBackOnItsPort_thenThePageGoesOnByItself() {
    demo.stop();
    assertThat(page().locator("#offline")).isVisible(patiently());
    send("Said while nobody listened");
    var mine = page().locator(".from-member").filter(new Locator.FilterOptions().setHasText("nobody listened"));
    assertThat(mine.locator(".state")).containsText("The bridge cannot be reached");

    demo.start();

    assertThat(page().locator("#offline")).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(PATIENCE));
    mine.getByText("Send again").click();
    assertThat(mine.locator(".state")).isHidden();
    demo.publish("\"title\": \"Back again\", \"text\": \"After the restart\"");
    assertThat(cards().filter(new Locator.FilterOptions().setHasText("After the restart"))).isVisible(patiently());
    visit.forgive();
  }

  private void tabTo(String selector) {
    for (int i = 0; i < MOST_TABS; i++) {
      page().keyboard().press("Tab");
      if (Boolean.TRUE.equals(page().evaluate("s => document.activeElement.matches(s)", selector))) {
        return;
      }
    }
    throw new AssertionError("no " + selector + " within " + MOST_TABS + " presses of Tab");
  }

  private void send(String words) {
    box().fill(words);
    page().keyboard().press("Escape"); // suggestions would take the Enter
    page().keyboard().press("Enter");
  }

  private Locator answerTo(String command) {
    return page()
        .locator(".entry", new Page.LocatorOptions().setHasText(command))
        .locator(".from-bridge")
        .first();
  }

  private Page page() {
    return visit.page();
  }

  private Locator cards() {
    return page().locator(".card");
  }

  private Locator box() {
    return page().locator("#composer-text");
  }

  private static LocatorAssertions.IsVisibleOptions patiently() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE);
  }
}
