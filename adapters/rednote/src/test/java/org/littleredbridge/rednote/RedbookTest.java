package org.littleredbridge.rednote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.littleredbridge.rednote.FakeTool.fails;
import static org.littleredbridge.rednote.FakeTool.says;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.CommentOutcome;
import org.littleredbridge.note.Content;
import org.littleredbridge.note.Creator;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.CreatorRef;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.NoteDetail;
import org.littleredbridge.note.NoteId;
import org.littleredbridge.note.NotePlatform.Depth;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.PlatformCapabilities.Ability;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.TrendingChannel;
import org.littleredbridge.rednote.RedbookConfig.Platform;
import org.littleredbridge.rednote.RedbookConfig.Session;

class RedbookTest {
  private static final Optional<AccessToken> TOKEN = Optional.of(new AccessToken(Answers.TOKEN));
  private static final NoteRef NOTE = new NoteRef(new NoteId(Answers.NOTE), TOKEN);
  private static final Feed CREATOR = new Feed.CreatorFeed(new CreatorId(Answers.CREATOR));
  private static final String LINK =
      "https://www.xiaohongshu.com/explore/"
          + Answers.NOTE
          + "?xsec_token="
          + Answers.TOKEN.replace("=", "%3D")
          + "&xsec_source=pc_feed";
  private static final Comment TO =
      new Comment(
          new CommentId("6911a2f0000000000e00aaaa"),
          NOTE.id(),
          new Creator(
              new CreatorRef(new CreatorId(Answers.CREATOR), Optional.empty()),
              "阿茶",
              Optional.empty()),
          "好",
          Instant.EPOCH,
          Optional.empty());

  private static final String CARD =
      """
      {"note_id":"%1$s","title":"春茶到了","desc":"今年的龙井 #龙井茶[话题]#","type":"normal",
      "time":1762763443000,"user":{"user_id":"%2$s","nickname":"阿茶"},
      "interact_info":{"liked_count":"88","comment_count":"2","share_count":"1"},
      "image_list":[{"width":900,"height":1200,
        "url_default":"http://sns-webpic-qc.xhscdn.com/202511100830/0/1040gtea01!dft"}],
      "tag_list":[{"id":"1","name":"龙井茶","type":"topic"},{"id":"2","name":"春天","type":"topic"}]}\
      """
          .formatted(Answers.NOTE, Answers.CREATOR);

  @TempDir Path folder;
  private FakeTool fake;

  @BeforeEach
  void makeFake() {
    fake = new FakeTool(folder);
  }

  private static String comment(String id, String more) {
    return """
    {"id":"%s","note_id":"%s","content":"好茶","create_time":1762763500000,"status":0,
    "user_info":{"user_id":"5f0000aa0000000001000c0c","nickname":"小林",
      "image":"https://sns-avatar-qc.xhscdn.com/avatar/lin"},"sub_comment_count":"0"%s}\
    """
        .formatted(id, Answers.NOTE, more);
  }

  /// Answers `comments` and `read`, and `comments --all` with another list.
  private static String detail(String card, String comments, String all) {
    return "case \"$1 $2\" in\n'comments --all')\n"
        + says(all)
        + ";;\ncomments*)\n"
        + says(comments)
        + ";;\nread*)\n"
        + says(card)
        + ";;\nesac\n";
  }

  private static Failure failure(Runnable call) {
    return catchThrowableOfType(PlatformException.class, call::run).failure();
  }

  @Test
  void givenACookie_whenCalled_thenTheEnvironmentAloneHasItAndNothingElseOfOurs() throws Exception {
    fake.tool("env > \"$S/env\"\npwd > \"$S/pwd\"\n" + says("{\"user_id\":\"u1\"}"));

    fake.redbook().login();

    assertThat(fake.calls()).containsExactly("whoami --json --platform=rednote --");
    assertThat(fake.read("env"))
        .contains("REDBOOK_COOKIE_STRING=" + FakeTool.COOKIE)
        .contains("HOME=" + fake.home())
        .doesNotContain("JAVA_HOME=", "USER=", "MAVEN");
    assertThat(fake.read("pwd")).isEqualTo(fake.home().toString());
    try (var left = Files.list(fake.home())) {
      assertThat(left).isEmpty();
    }
    assertThat(Files.getPosixFilePermissions(fake.home())).hasSize(3);
  }

  @Test
  void givenACookieFile_whenItIsMissing_thenLoginIsRequiredAndNothingRuns() throws Exception {
    var file = folder.resolve("cookies.json");
    fake.tool("env > \"$S/env\"\n" + says("{\"user_id\":\"u1\"}"));
    var redbook =
        new Redbook(fake.config(new Session.CookieFile(file)), Clock.systemUTC(), Bounds.DEFAULT);

    assertThat(failure(redbook::login)).isEqualTo(new Failure.LoginRequired());
    assertThat(fake.sign("arguments")).doesNotExist();

    Files.writeString(file, "{}");
    assertThat(redbook.login().loggedIn()).isTrue();
    assertThat(fake.read("env"))
        .contains("REDBOOK_COOKIE_FILE=" + file)
        .doesNotContain("REDBOOK_COOKIE_STRING");
  }

  @Test
  void givenVisitorsAndAccounts_whenAskedWho_thenGuestsAreNotLoggedIn() {
    fake.tool(says("{\"guest\":false,\"user_id\":\"u1\",\"nickname\":\"小桥\"}"));
    var login = fake.redbook().login();
    assertThat(login.loggedIn()).isTrue();
    assertThat(login.name()).contains("小桥");
    assertThat(login.account()).contains(new CreatorId("u1"));

    fake.tool(says("{\"guest\":true,\"user_id\":\"u1\"}"));
    assertThat(fake.redbook().login().loggedIn()).isFalse();
    fake.tool(says("true"));
    assertThat(failure(() -> fake.redbook().login())).isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void givenACreator_whenRead_thenCardsAndCursorComeFromTheWebShape() {
    fake.tool(
        says(
            """
            {"cursor":"6911a2b3000000000d00c0de","has_more":true,"notes":[
            {"note_id":"%s","xsec_token":"%s","type":"video","display_title":"春茶到了",
            "user":{"user_id":"%s","nick_name":"阿茶"},
            "interact_info":{"liked_count":"1.2万","sticky":true},
            "cover":{"width":9,"height":12,"url":"https://sns-img-hw.xhscdn.net/a-b-c"}},
            {"display_title":"没有编号"}]}\
            """
                .formatted(Answers.NOTE, Answers.TOKEN, Answers.CREATOR)));

    var page =
        fake.redbook()
            .creatorNotes(new CreatorId(Answers.CREATOR), TOKEN, Optional.of("66696f98aa"));

    assertThat(fake.calls())
        .containsExactly(
            "user-posts --xsec-token=%s --cursor=66696f98aa --json --platform=rednote -- %s"
                .formatted(Answers.TOKEN, Answers.CREATOR));
    assertThat(page.cursor()).contains("6911a2b3000000000d00c0de");
    assertThat(page.cards()).hasSize(1);
    var note = page.cards().getFirst().note();
    assertThat(note.ref()).isEqualTo(NOTE);
    assertThat(note.title()).isEqualTo("春茶到了");
    assertThat(note.creator().name()).isEqualTo("阿茶");
    assertThat(note.likes().atLeast()).isEqualTo(12_000);
    assertThat(note.content()).isInstanceOf(Content.Video.class);
    assertThat(note.publishedAt()).isEqualTo(Instant.parse("2025-11-10T08:30:43Z"));
  }

  @Test
  void givenTrendingAndSearch_whenRead_thenOtherThingsInTheListAreLeftOut() {
    fake.tool(
        says(
            """
            {"has_more":true,"items":[
            {"id":"%s","model_type":"note","xsec_token":"%s","note_card":{"type":"normal",
              "user":{"user_id":"%s","nickname":"阿茶","xsec_token":"ABofTheUser="},
              "image_list":[{"width":9,"height":12,"info_list":[{"image_scene":"WB_DFT",
                "url":"http://sns-webpic-qc.xhscdn.com/202511100830/0/1040gtea01!dft"}]}]}},
            {"id":"x#1","model_type":"rec_query"},{"model_type":"hot_query"}]}\
            """
                .formatted(Answers.NOTE, Answers.TOKEN, Answers.CREATOR)));
    var redbook = fake.redbook();

    var found = redbook.latest(new Feed.SearchFeed("--help 龙井"), Optional.empty());
    assertThat(redbook.latest(new Feed.TrendingFeed(), Optional.empty())).hasSize(1);
    assertThat(redbook.trending("homefeed.food_v3")).hasSize(1);
    var film = new Feed.TrendingFeed(TrendingChannel.FILM);
    assertThat(redbook.latest(film, Optional.empty())).hasSize(1);

    assertThat(fake.calls())
        .containsExactly(
            "search --sort=latest --json --platform=rednote -- --help 龙井",
            "feed --category=homefeed_recommend --json --platform=rednote --",
            "feed --category=homefeed.food_v3 --json --platform=rednote --",
            "feed --category=homefeed.movie_and_tv_v3 --json --platform=rednote --");
    assertThat(found).map(Card::ref).containsExactly(NOTE);
    var note = found.getFirst().note();
    assertThat(note.creator().ref().token()).contains(new AccessToken("ABofTheUser="));
    assertThat(((Content.Slideshow) note.content()).pictures()).hasSize(1);
    assertThat(failure(() -> redbook.trending("$(reboot)"))).isInstanceOf(Failure.BadRequest.class);
  }

  @Test
  void givenANote_whenRead_thenCommentsTellWhomTheyAnswerAndWhoSeesThem() {
    var reply =
        comment(
            "6911a2f1000000000e00bbbb",
            ",\"target_comment\":{\"id\":\"6911a2f0000000000e00aaaa\"}");
    var own = comment("6911a2f0000000000e00aaaa", ",\"sub_comments\":[" + reply + "]");
    fake.tool(
        detail(CARD, "[" + own.replace("\"status\":0", "\"status\":-1") + "]", "never asked"));

    var detail = fake.redbook().detail(NOTE, Depth.ALL_COMMENTS);

    assertThat(fake.calls())
        .containsExactly(
            "comments --json --platform=rednote -- " + LINK,
            "read --json --platform=rednote -- " + LINK);
    assertThat(detail.note().title()).isEqualTo("春茶到了");
    assertThat(detail.note().tags()).containsExactly("龙井茶", "春天");
    assertThat(detail.note().publishedAt()).isEqualTo(Instant.parse("2025-11-10T08:30:43Z"));
    assertThat(detail.comments()).hasSize(2);
    assertThat(detail.comments()).extracting(Comment::hidden).contains(true);
    var answer = detail.comments().getLast();
    assertThat(answer.answers()).contains(new CommentId("6911a2f0000000000e00aaaa"));
    assertThat(answer.parent()).contains(new CommentId("6911a2f0000000000e00aaaa"));
    assertThat(answer.author().avatar()).isPresent();
  }

  @Test
  void givenTheTwoShapesOfANote_whenRead_thenTheyAreTheSame() {
    var camel =
        CARD.replace("note_id", "noteId")
            .replace("user_id", "userId")
            .replace("interact_info", "interactInfo")
            .replace("liked_count", "likedCount")
            .replace("comment_count", "commentCount")
            .replace("image_list", "imageList")
            .replace("url_default", "urlDefault")
            .replace("tag_list", "tagList");
    fake.tool(detail(CARD, "[]", "[]"));
    var snake = fake.redbook().detail(NOTE, Depth.FIRST_COMMENTS);
    fake.tool(detail(camel, "[]", "[]"));

    assertThat(fake.redbook().detail(NOTE, Depth.FIRST_COMMENTS)).isEqualTo(snake);
    assertThat(snake.note().content()).isInstanceOf(Content.Slideshow.class);
  }

  @ParameterizedTest
  @CsvSource({
    "1, false, true",
    "2, true, true",
    "100, true, true",
    "101, false, false",
    "1万+, false, false"
  })
  void givenMoreCommentsThanTold_whenAllAreWanted_thenTheyAreAskedForWithinReason(
      String count, boolean asked, boolean complete) {
    var one = comment("6911a2f0000000000e00aaaa", "");
    var two = one + "," + comment("6911a2f1000000000e00bbbb", "");
    fake.tool(
        detail(
            CARD.replace("\"comment_count\":\"2\"", "\"comment_count\":\"" + count + "\""),
            "[" + one + "]",
            "[" + two + "]"));

    NoteDetail detail = fake.redbook().detail(NOTE, Depth.ALL_COMMENTS);

    assertThat(fake.calls().size()).isEqualTo(asked ? 3 : 2);
    assertThat(detail.comments()).hasSize(asked ? 2 : 1);
    assertThat(detail.allComments()).isEqualTo(complete);
  }

  @Test
  void givenAnotherNoteOrNone_whenRead_thenItIsHidden() {
    fake.tool(detail(CARD.replace(Answers.NOTE, "66696f98000000000d00f289"), "[]", "[]"));
    assertThat(failure(() -> fake.redbook().detail(NOTE, Depth.FIRST_COMMENTS)))
        .isInstanceOf(Failure.NoteHidden.class);
    fake.tool(detail("{\"items\":[],\"cursor_score\":\"\"}", "[]", "[]"));
    assertThat(failure(() -> fake.redbook().detail(NOTE, Depth.FIRST_COMMENTS)))
        .isInstanceOf(Failure.NoteHidden.class);
    fake.tool(detail(CARD, "{}", "[]"));
    assertThat(failure(() -> fake.redbook().detail(NOTE, Depth.FIRST_COMMENTS)))
        .isInstanceOf(Failure.Garbled.class);
    assertThat(
            failure(() ->
                fake.redbook()
                    .detail(new NoteRef(NOTE.id(), Optional.empty()), Depth.ALL_COMMENTS)))
        .isInstanceOf(Failure.BadRequest.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Captcha required: type=124, uuid=2b1f | '' | Captcha",
        "Request signature rejected (HTTP 406) — XHS may have changed its web signing. Update redbook | -1 | GatewayOutdated",
        "API error: {\"code\":-1,\"success\":false} | -1 | GatewayOutdated",
        "API error: {\"code\":\"300015\",\"success\":false,\"msg\":\"浏览器异常，请尝试更换浏览器后重试\"} | 300015 | GatewayOutdated",
        "Signature verification failed | 300015 | GatewayOutdated",
        "Session expired — please re-login | -100 | LoginRequired",
        "Missing or incomplete login cookies — the 'web_session' cookie may not have been extracted. | -101 | LoginRequired",
        "API error: {\"code\":\"-101\",\"success\":false,\"msg\":\"无登录信息，或登录信息为空\"} | '' | LoginRequired",
        "Cookie file ./c.json must contain at least 'a1' and 'web_session'. | '' | LoginRequired",
        "No API permission for this account (-104: 您当前登录的账号没有权限访问). Try another account | -104 | AccountWarned",
        "API error: {\"msg\":\"检测到账号异常，请稍后重启试试\",\"success\":false} | 300011 | AccountWarned",
        "IP blocked by XHS | 300012 | NetworkDistrusted",
        "API error: {\"code\":300013,\"success\":false,\"msg\":\"访问频次异常，请勿频繁操作或重启试试\"} | 300013 | RateLimited",
        "API error: {\"code\":\"300013\",\"success\":false} | '' | RateLimited",
        "Non-JSON response: <html>Too Many</html> | 429 | RateLimited",
        "Non-JSON response: <html>Forbidden</html> | 403 | RateLimited",
        "Non-JSON response: | 401 | RateLimited",
        "Non-JSON response: <html>Bad Gateway</html> | 502 | Unreachable",
        "API error: {\"code\":-510000,\"success\":false,\"msg\":\"笔记不存在\"} | -510000 | NoteGone",
        "API error: {\"code\":-510001,\"success\":false,\"msg\":\"笔记状态异常\"} | -510001 | NoteGone",
        "API error: {\"code\":300031,\"success\":false,\"msg\":\"当前笔记暂时无法浏览\"} | 300031 | NoteHidden",
        "Note not found in HTML state | '' | NoteHidden",
        "Could not parse __INITIAL_STATE__ from HTML | '' | NoteHidden",
        "\"123\" looks like a 小红书号 (Red ID), not a user ID. | '' | BadRequest",
        "fetch failed | '' | Unreachable",
        "API error: {\"code\":77,\"success\":false,\"msg\":\"谁也没见过\"} | 77 | Unreachable",
      })
  void givenAnErrorOfTheTool_whenReading_thenItMeansWhatTheTableSays(
      String message, String code, String kind) {
    fake.tool(fails(message, code));

    var failure = failure(() -> fake.redbook().latest(CREATOR, TOKEN));

    assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(failure.toString()).doesNotContain("\u001B");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exit 0",
        "echo '{\"notes\":[{\"note_id\":\"69'",
        "echo '<html>502</html>'",
        "echo '[]'",
        "echo '{\"notes\":{}}'",
        "echo '{\"notes\":[]} {}'",
        "echo true",
        "echo null",
        "printf '\\000\\377\\376'",
        "i=0; while [ $i -lt 3000 ]; do printf '['; i=$((i+1)); done",
      })
  void givenNoReadableAnswer_whenReading_thenItIsGarbled(String body) {
    fake.tool(body + "\n");
    assertThat(failure(() -> fake.redbook().latest(CREATOR, TOKEN)))
        .isInstanceOf(Failure.Garbled.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void givenAnEndlessOutput_whenReading_thenTheToolIsEnded(String stream) {
    fake.tool("echo $$ > \"$S/pid\"\nexec yes '{\"notes\":[' >&" + stream + "\n");

    assertThat(failure(() -> fake.redbook().latest(CREATOR, TOKEN)).toString()).contains("1 MiB");
    FakeTool.await("its end", () -> fake.isGone("pid"));
  }

  @Test
  void givenAToolThatHangs_whenItsTimeIsOver_thenItEndsWithAllItStarted() {
    fake.tool(
        """
        echo $$ > "$S/pid"
        sh -c 'trap "" TERM; echo $$ > "'"$S"'/child"; while :; do sleep 1; done' &
        while [ ! -s "$S/child" ]; do sleep 0.05; done
        wait
        """);

    var failure = failure(() -> fake.redbook(Duration.ofSeconds(2)).latest(CREATOR, TOKEN));

    assertThat(failure).isInstanceOf(Failure.Unreachable.class);
    assertThat(failure.toString()).contains("did not end within 2 s");
    FakeTool.await("its end", () -> fake.isGone("pid") && fake.isGone("child"));
  }

  @Test
  void givenAChildThatOutlivesTheTool_whenItHasAnswered_thenTheAnswerCountsAndTheChildEnds() {
    fake.tool(
        """
        sh -c 'echo $$ > "'"$S"'/child"; while :; do sleep 1; done' &
        while [ ! -s "$S/child" ]; do sleep 0.05; done
        sleep 1
        echo '{"notes":[]}'
        """);

    assertThat(fake.redbook().latest(CREATOR, TOKEN)).isEmpty();
    FakeTool.await("the child's end", () -> fake.isGone("child"));
  }

  @Test
  void givenAComment_whenTheAnswerHasItsId_thenItIsAcceptedWithIt() {
    fake.tool(says("{\"time\":1,\"comment\":{\"id\":\"6911a2f9000000000e00cccc\",\"status\":0}}"));
    var redbook = fake.redbook();

    assertThat(redbook.comment(NOTE, "--json -x 😀"))
        .isEqualTo(
            new CommentOutcome.Accepted(Optional.of(new CommentId("6911a2f9000000000e00cccc"))));
    assertThat(redbook.reply(NOTE, TO, "好")).isInstanceOf(CommentOutcome.Accepted.class);

    assertThat(fake.calls())
        .containsExactly(
            "comment --content=--json -x 😀 --json --platform=rednote -- " + LINK,
            "reply --comment-id=%s --content=好 --json --platform=rednote -- %s"
                .formatted(TO.id().value(), LINK));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo true | Accepted",
        "echo '{}' | Accepted",
        "echo '{\"comment\":{\"id\":\"no id at all\"}}' | Accepted",
        "echo null | Unknown",
        "exit 0 | Unknown",
        "echo '{\"comment\":' | Unknown",
        "sleep 60 | Unknown",
        "kill -9 $$ | Unknown",
        "exit 1 | Unknown",
      })
  void givenAComment_whenTheAnswerIsOdd_thenTheOutcomeSaysNoMoreThanIsKnown(
      String body, String kind) {
    fake.tool(body + "\n");
    var outcome = fake.redbook(Duration.ofSeconds(3)).comment(NOTE, "好");
    assertThat(outcome.getClass().getSimpleName()).isEqualTo(kind);
    if (outcome instanceof CommentOutcome.Accepted(var id)) {
      assertThat(id).isEmpty();
    }
  }

  @Test
  void givenAComment_whenThePlatformOrTheNetworkSaysNo_thenTheTwoAreTold() {
    fake.tool(fails("API error: {\"code\":10001,\"success\":false,\"msg\":\"内容违规\"}", "10001"));
    assertThat(fake.redbook().comment(NOTE, "好")).isEqualTo(new CommentOutcome.Refused("内容违规"));
    fake.tool(fails("fetch failed", ""));
    assertThat(fake.redbook().comment(NOTE, "好")).isEqualTo(new CommentOutcome.Unknown());
    fake.tool(fails("Captcha required: type=1, uuid=2", ""));
    assertThat(failure(() -> fake.redbook().comment(NOTE, "好")))
        .isInstanceOf(Failure.Captcha.class);
    fake.tool(fails("API error: {\"code\":-9,\"success\":false,\"msg\":\"评论不存在\"}", "-9"));
    assertThat(failure(() -> fake.redbook().reply(NOTE, TO, "好")))
        .isInstanceOf(Failure.CommentMissing.class);
  }

  @Test
  void givenAToolOfOtherOptions_whenCalled_thenItIsOutdatedAlsoForComments() {
    fake.tool("echo \"error: unknown option '--platform=rednote'\" >&2\nexit 1\n");

    assertThat(failure(() -> fake.redbook().comment(NOTE, "好")))
        .isInstanceOf(Failure.GatewayOutdated.class);
    assertThat(failure(() -> fake.redbook().latest(CREATOR, TOKEN)))
        .isInstanceOf(Failure.GatewayOutdated.class);
  }

  @Test
  void givenNoToolOrNoNode_whenPosting_thenNothingWasSentAndTheSentenceSaysWhatToInstall() {
    assertThat(failure(() -> fake.redbook().comment(NOTE, "好")).toString())
        .contains("Unreachable", "npm install -g @lucasygu/redbook");
    fake.tool("echo \"env: 'node': No such file or directory\" >&2\nexit 127\n");
    assertThat(failure(() -> fake.redbook().comment(NOTE, "好")).toString())
        .contains("Unreachable", "Node.js 22");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo v22.23.3 | echo 0.8.2 | redbook 0.8.2 on Node.js v22.23.3",
        "echo v24.1.0 | echo 1.0.0-beta | redbook 1.0.0-beta on Node.js v24.1.0",
        "echo v20.20.2 | echo 0.8.2 | needs Node.js 22 or newer, here is v20.20.2",
        "echo v22.23.3 | echo 0.7.9 | redbook 0.7.9 is too old",
        "echo v22.23.3 | echo hello | is not that of redbook",
        "echo v22.23.3 | exit 127 | npm install -g @lucasygu/redbook",
        "exit 127 | echo 0.8.2 | Node.js cannot be run",
        "sleep 60 | echo 0.8.2 | Node.js was asked for its version and ended",
      })
  void givenToolAndNode_whenLookedAt_thenTheSentenceSaysWhatIsMissing(
      String node, String tool, String sentence) {
    fake.script("node", node + "\n");
    fake.tool(tool + "\n");
    var redbook = fake.redbook(Duration.ofSeconds(3));

    if (sentence.startsWith("redbook ") && sentence.contains(" on ")) {
      assertThat(redbook.health()).isEqualTo(sentence);
    } else {
      assertThatThrownBy(redbook::health).hasMessageContaining(sentence);
    }
  }

  @Test
  void givenNoTool_whenLookedAt_thenTheSentenceSaysHowToGetIt() {
    fake.script("node", "echo v22.23.3\n");
    assertThatThrownBy(() -> fake.redbook().health())
        .hasMessageContaining("redbook cannot be run")
        .hasMessageContaining("npm install -g @lucasygu/redbook");
  }

  @Test
  void givenTwoCallers_whenBothCall_thenOneProcessRunsAtATime() {
    fake.tool("mkdir \"$S/busy\" || exit 1\nsleep 0.3\nrmdir \"$S/busy\"\necho '{\"notes\":[]}'\n");
    var redbook = fake.redbook();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          List.of(1, 2, 3).stream()
              .map(_ -> callers.submit(() -> redbook.latest(CREATOR, TOKEN)))
              .toList();
      assertThat(calls).allSatisfy(call -> assertThat(call.get()).isEmpty());
    }
  }

  @Test
  void givenACallUnderWay_whenClosed_thenItEndsAndNoneFollows() throws Exception {
    fake.tool("echo $$ > \"$S/pid\"\nexec sleep 60\n");
    var redbook = fake.redbook();
    try (var caller = Executors.newVirtualThreadPerTaskExecutor()) {
      var call = caller.submit(() -> redbook.comment(NOTE, "好"));
      FakeTool.await("its start", () -> Files.exists(fake.sign("pid")));
      redbook.close();
      assertThat(call.get()).isEqualTo(new CommentOutcome.Unknown());
    }
    assertThat(failure(() -> redbook.comment(NOTE, "好"))).isInstanceOf(Failure.Unreachable.class);
  }

  @Test
  void givenAnInterrupt_whenPosting_thenTheOutcomeIsUnknownAndTheProcessEnds() throws Exception {
    fake.tool("echo $$ > \"$S/pid\"\nexec sleep 60\n");
    var redbook = fake.redbook();
    try (var caller = Executors.newVirtualThreadPerTaskExecutor()) {
      var call = caller.submit(() -> redbook.comment(NOTE, "好"));
      FakeTool.await("its start", () -> Files.exists(fake.sign("pid")));
      caller.shutdownNow();
      assertThat(call.get()).isEqualTo(new CommentOutcome.Unknown());
    }
    FakeTool.await("its end", () -> fake.isGone("pid"));
  }

  @Test
  void givenAnErrorThatQuotesTheSession_whenClassified_thenTheFailureDoesNot() {
    fake.tool(
        fails(
            "odd: " + FakeTool.COOKIE + " xsec_token=" + Answers.TOKEN + " 0400fakesession9", ""));

    var failure = failure(() -> fake.redbook().latest(CREATOR, TOKEN));

    assertThat(failure.toString()).doesNotContain("fakesession", "19abc", Answers.TOKEN);
  }

  @Test
  void givenAnswersLeftBehind_whenItStarts_thenTheyAreDeleted() throws Exception {
    Files.createDirectories(fake.home());
    Files.writeString(fake.home().resolve("answer-1.out"), "old");
    fake.redbook().close();
    try (var left = Files.list(fake.home())) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void givenItsAbilities_whenAsked_thenTheyAreNamed() {
    assertThat(fake.redbook().capabilities().can(Ability.CURSOR)).isTrue();
    assertThat(fake.redbook().capabilities().can(Ability.COMMENT_ID)).isTrue();
    assertThat(fake.redbook().capabilities().can(Ability.CHANNELS)).isTrue();
  }

  @Test
  void givenTextThatTheMachineCannotPassOn_whenPosting_thenItIsRefusedBeforeAnythingRuns() {
    fake.tool(says("true"));
    var encoding = Charset.forName(System.getProperty("sun.jnu.encoding"));
    assertThat(failure(() -> fake.redbook().comment(NOTE, "a\0b")))
        .isInstanceOf(Failure.BadRequest.class);
    assertThat(failure(() -> fake.redbook().comment(NOTE, "\uD800")))
        .isInstanceOf(Failure.BadRequest.class);
    assertThat(encoding.newEncoder().canEncode("\uD800")).isFalse();
    assertThat(fake.sign("arguments")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a1=x", "web_session=y", "a1=; web_session=", "a1=x;\nweb_session=y"})
  void givenACookieThatOpensNothing_whenConfigured_thenItIsRefusedWithoutBeingShown(String cookie) {
    assertThatThrownBy(() -> new Session.Cookies(cookie))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("web_session=…");
  }

  @Test
  void givenAConfiguration_whenPrinted_thenNoCookieIsSeen() {
    var config = fake.config(new Session.Cookies(FakeTool.COOKIE));
    assertThat(config.toString()).contains("hidden").doesNotContain("fakesession", "19abc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org",
        "http://192.168.1.1:80",
        "http://a@127.0.0.1",
        "ftp://127.0.0.1"
      })
  void givenAnApiHostElsewhere_whenConfigured_thenItIsRefused(String host) {
    assertThatThrownBy(() ->
            new RedbookConfig(
                List.of("redbook"),
                Platform.XHS,
                new Session.Cookies(FakeTool.COOKIE),
                folder,
                Optional.of(URI.create(host))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("on this machine");
  }
}
