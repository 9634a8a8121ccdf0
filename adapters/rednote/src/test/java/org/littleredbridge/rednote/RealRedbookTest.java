package org.littleredbridge.rednote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentOutcome;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NotePlatform.Depth;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.rednote.RedbookConfig.Platform;
import org.littleredbridge.rednote.RedbookConfig.Session;
import org.littleredbridge.sandbox.SandboxConfig;
import org.littleredbridge.sandbox.SandboxRedNote;

/// The real redbook from npm against the fictional RedNote. The package is no part of this project:
/// the system property `bridge.test.redbook` names its program, without it these tests are skipped.
class RealRedbookTest {
  @TempDir Path folder;
  private final SandboxRedNote sandbox = SandboxRedNote.start(SandboxConfig.still(0));
  private final HttpClient http = HttpClient.newHttpClient();

  private static String program() {
    var property = System.getProperty("bridge.test.redbook", "");
    assumeTrue(!property.isBlank(), "bridge.test.redbook names no program: it is not run");
    return property;
  }

  @AfterEach
  void stop() {
    sandbox.close();
    http.close();
  }

  private Redbook redbook(Platform platform) {
    return redbook(platform, new Session.Cookies(FakeTool.COOKIE));
  }

  private Redbook redbook(Platform platform, Session session) {
    return new Redbook(
        new RedbookConfig(
            List.of(program()),
            platform,
            session,
            folder.resolve("home"),
            Optional.of(sandbox.url())),
        Clock.systemUTC());
  }

  private String control(String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.url() + "/_sandbox/" + path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Feed.CreatorFeed feed() {
    return new Feed.CreatorFeed(new CreatorId(sandbox.creators().getFirst().id()));
  }

  private NoteRef newNote(Redbook redbook) {
    var id =
        sandbox
            .publish(
                List.of(
                    new SandboxRedNote.Draft(feed().creator().value(), "新茶", "今天的龙井 #龙井茶[话题]#")))
            .getFirst();
    return redbook.latest(feed(), Optional.empty()).stream()
        .map(Card::ref)
        .filter(ref -> ref.id().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Failure failure(Runnable call) {
    return catchThrowableOfType(PlatformException.class, call::run).failure();
  }

  @ParameterizedTest
  @EnumSource(Platform.class)
  void givenTheRealTool_whenAllIsWell_thenEveryCallSucceeds(Platform platform) {
    try (var redbook = redbook(platform)) {
      assertThat(redbook.health()).startsWith("redbook ").contains("Node.js v");
      var login = redbook.login();
      assertThat(login.loggedIn()).isTrue();
      assertThat(login.name()).contains("小红桥助手");

      var creators = redbook.latest(feed(), Optional.empty());
      assertThat(creators).isNotEmpty().allSatisfy(c -> assertThat(c.ref().token()).isPresent());
      assertThat(creators.getFirst().note().title()).isNotEmpty();
      assertThat(redbook.latest(new Feed.TrendingFeed(), Optional.empty())).isNotEmpty();
      assertThat(redbook.trending("homefeed.food_v3"))
          .isNotEmpty()
          .extracting(card -> card.note().creator().ref().id())
          .containsOnly(feed().creator());
      var found = redbook.latest(new Feed.SearchFeed("的"), Optional.empty());
      assertThat(found).isNotEmpty();
      assertThat(found).extracting(Card::publishedAt).isSortedAccordingTo((a, b) -> b.compareTo(a));

      var note = newNote(redbook);
      var first = (CommentOutcome.Accepted) redbook.comment(note, "--json 有地址吗 😀");
      var detail = redbook.detail(note, Depth.FIRST_COMMENTS);
      assertThat(detail.note().text()).startsWith("今天的龙井");
      assertThat(detail.note().tags()).containsExactly("龙井茶");
      var comment = detail.comments().getFirst();
      assertThat(comment.text()).isEqualTo("--json 有地址吗 😀");
      assertThat(comment.id()).isEqualTo(first.id().orElseThrow());
      assertThat(comment.author().ref().id()).isEqualTo(login.account().orElseThrow());
      var second = (CommentOutcome.Accepted) redbook.reply(note, comment, "-x 同问");
      var all = redbook.detail(note, Depth.ALL_COMMENTS);
      assertThat(all.allComments()).isTrue();
      assertThat(all.comments()).hasSize(2);
      assertThat(all.comments().getLast().id()).isEqualTo(second.id().orElseThrow());
      assertThat(all.comments().getLast().answers()).contains(comment.id());
    }
  }

  @Test
  void givenMorePages_whenFollowedByCursorOrAsked_thenAllComeOnce() {
    sandbox.profilePage(4);
    try (var redbook = redbook(Platform.REDNOTE)) {
      var creator = feed().creator();
      var first = redbook.creatorNotes(creator, Optional.empty(), Optional.empty());
      var second = redbook.creatorNotes(creator, Optional.empty(), first.cursor());
      assertThat(first.cards()).hasSize(4);
      assertThat(second.cards())
          .isNotEmpty()
          .extracting(Card::id)
          .doesNotContainAnyElementsOf(first.cards().stream().map(Card::id).toList());

      var note = newNote(redbook);
      for (var i = 0; i < 12; i++) {
        control("comments", "{\"note\":\"%s\",\"text\":\"第%d\"}".formatted(note.id().value(), i));
      }
      assertThat(redbook.detail(note, Depth.FIRST_COMMENTS).comments()).hasSize(10);
      var whole = redbook.detail(note, Depth.ALL_COMMENTS);
      assertThat(whole.comments()).hasSize(12);
      assertThat(whole.allComments()).isTrue();
    }
  }

  @Test
  void givenACookieFile_whenCalled_thenTheToolReadsIt() throws Exception {
    var file = folder.resolve("cookies.json");
    Files.writeString(file, "{\"cookies\":{\"a1\":\"19ab\",\"web_session\":\"0400\"}}");
    try (var redbook = redbook(Platform.XHS, new Session.CookieFile(file))) {
      assertThat(redbook.login().loggedIn()).isTrue();
      Files.writeString(file, "{\"cookies\":{\"a1\":\"19ab\"}}");
      assertThat(failure(redbook::login)).isEqualTo(new Failure.LoginRequired());
    }
  }

  @Test
  void givenShadowHiding_whenCommenting_thenTheCommentIsReadAsHidden() {
    try (var redbook = redbook(Platform.REDNOTE)) {
      var note = newNote(redbook);
      control("faults", "{\"shadowHide\":true}");
      assertThat(redbook.comment(note, "有人看见吗")).isInstanceOf(CommentOutcome.Accepted.class);
      assertThat(redbook.detail(note, Depth.FIRST_COMMENTS).comments())
          .extracting(Comment::hidden)
          .containsExactly(true);
    }
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("{\"captcha\":true}", Failure.Captcha.class),
        Arguments.of("{\"signatureRejected\":true}", Failure.GatewayOutdated.class),
        Arguments.of("{\"signatureFailed\":true}", Failure.GatewayOutdated.class),
        Arguments.of("{\"loggedOut\":true}", Failure.LoginRequired.class),
        Arguments.of("{\"accountRestricted\":true}", Failure.AccountWarned.class),
        Arguments.of("{\"accountWarned\":true}", Failure.AccountWarned.class),
        Arguments.of("{\"networkDistrusted\":true}", Failure.NetworkDistrusted.class),
        Arguments.of("{\"rateLimitedSeconds\":60}", Failure.RateLimited.class),
        Arguments.of("{\"blockedStatus\":401}", Failure.RateLimited.class),
        Arguments.of("{\"blockedStatus\":403}", Failure.RateLimited.class),
        Arguments.of("{\"blockedStatus\":429}", Failure.RateLimited.class),
        Arguments.of("{\"rateLimitedSeconds\":60,\"codesAsText\":true}", Failure.RateLimited.class),
        Arguments.of(
            "{\"networkDistrusted\":true,\"codesAsText\":true}", Failure.NetworkDistrusted.class),
        Arguments.of("{\"loggedOut\":true,\"codesAsText\":true}", Failure.LoginRequired.class),
        Arguments.of(
            "{\"accountRestricted\":true,\"codesAsText\":true}", Failure.AccountWarned.class),
        Arguments.of(
            "{\"signatureFailed\":true,\"codesAsText\":true}", Failure.GatewayOutdated.class));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void givenAFaultOfThePlatform_whenReadingOrPosting_thenItMeansWhatTheTableSays(
      String fault, Class<? extends Failure> kind) {
    try (var redbook = redbook(Platform.XHS)) {
      var note = newNote(redbook);
      control("faults", fault);
      assertThat(failure(() -> redbook.latest(feed(), Optional.empty()))).isInstanceOf(kind);
      assertThat(failure(() -> redbook.detail(note, Depth.FIRST_COMMENTS))).isInstanceOf(kind);
      assertThat(failure(() -> redbook.comment(note, "不该出现"))).isInstanceOf(kind);
    }
  }

  @ParameterizedTest
  @CsvSource({"commentAnswerLost", "resetConnection", "garbage", "panic", "truncated"})
  void givenABrokenAnswer_whenPosting_thenTheOutcomeIsUnknown(String fault) {
    try (var redbook = redbook(Platform.XHS)) {
      var note = newNote(redbook);
      control("faults", "{\"" + fault + "\":1}");
      assertThat(redbook.comment(note, "好")).isEqualTo(new CommentOutcome.Unknown());
    }
  }

  @Test
  void givenNotesThatAreGoneOrTokensThatAreStale_whenRead_thenTheTwoAreTold() throws Exception {
    try (var redbook = redbook(Platform.XHS)) {
      var note = newNote(redbook);
      var stale = new NoteRef(note.id(), Optional.of(new AccessToken(Answers.TOKEN)));
      assertThat(failure(() -> redbook.detail(stale, Depth.FIRST_COMMENTS)))
          .isInstanceOf(Failure.NoteHidden.class);
      var delete =
          HttpRequest.newBuilder(URI.create(sandbox.url() + "/_sandbox/notes/" + note.id().value()))
              .DELETE()
              .build();
      http.send(delete, HttpResponse.BodyHandlers.discarding());
      assertThat(failure(() -> redbook.detail(note, Depth.FIRST_COMMENTS)))
          .isInstanceOf(Failure.NoteGone.class);
      assertThat(failure(() -> redbook.comment(note, "好"))).isInstanceOf(Failure.NoteGone.class);
    }
  }
}
