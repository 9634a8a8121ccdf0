package org.littleredbridge.rednote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Card;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentId;
import org.littleredbridge.note.CommentOutcome;
import org.littleredbridge.note.Count;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.Failure;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.LoginState;
import org.littleredbridge.note.NoteDetail;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.PlatformCapabilities;
import org.littleredbridge.note.PlatformCapabilities.Ability;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.note.TrendingChannel;

/// RedNote through the command-line tool redbook, which signs requests to the platform's web API.
/// It knows both platforms, tells a posted comment's id and who sees it, but stops working each
/// time the platform changes its signature.
///
/// Each call runs one process, a detail two or three; one at a time, in the order of the callers. A
/// call takes one to a few seconds. A note's access token stands on the command line, since the
/// tool takes it nowhere else; the account's cookies never do. Thread-safe.
///
/// Source of commands and shapes: npm package `@lucasygu/redbook` 0.8.2, `dist/cli.js`.
public final class Redbook implements NotePlatform, AutoCloseable {
  /// The channel of everything, and those of trending by subject.
  public static final String RECOMMENDED = "homefeed_recommend";

  /// The platform's channels, as its web page names them; each holds what is popular in it now.
  public static final List<String> CHANNELS =
      Stream.concat(
              Stream.of(RECOMMENDED),
              Stream.of(TrendingChannel.values()).map(TrendingChannel::platformName))
          .toList();

  /// One page of a creator's notes.
  ///
  /// @param cursor where the next, older page begins; empty when there is none
  public record Page(List<Card> cards, Optional<String> cursor) {
    public Page {
      cards = List.copyOf(cards);
    }
  }

  private static final Pattern CURSOR = Pattern.compile("[0-9A-Za-z_=+/.-]{1,200}");
  private static final Pattern CHANNEL = Pattern.compile("homefeed[0-9a-z_.]{1,60}");
  // The tool reads the token from a link to this site only, whichever platform it calls.
  private static final String NOTE = "https://www.xiaohongshu.com/explore/";

  // Of the platform's comments, `comment/page`.
  private static final long PER_PAGE = 10;

  private final LongAdder extra = new LongAdder();
  private final ReentrantLock turn = new ReentrantLock(true);
  private final RedbookConfig config;
  private final Bounds bounds;
  private final RedbookTool tool;
  private final NoteDecoder decoder;

  /// @param clock tells when a card appeared whose id holds no time
  public Redbook(RedbookConfig config, Clock clock) {
    this(config, clock, Bounds.DEFAULT);
  }

  Redbook(RedbookConfig config, Clock clock, Bounds bounds) {
    this.config = config;
    this.bounds = bounds;
    this.tool = new RedbookTool(config, bounds);
    this.decoder = new NoteDecoder(clock);
  }

  @Override
  public long extraRequests() {
    return extra.sum();
  }

  @Override
  public PlatformCapabilities capabilities() {
    return PlatformCapabilities.of(
        Ability.CREATOR_NOTES,
        Ability.TRENDING,
        Ability.SEARCH,
        Ability.DETAIL,
        Ability.COMMENTS,
        Ability.POST_COMMENT,
        Ability.REPLY,
        Ability.CURSOR,
        Ability.COMMENT_ID,
        Ability.CHANNELS);
  }

  /// Looks whether the tool and its Node.js are there and new enough. Costs no request to the
  /// platform, and does not wait for a call that is under way.
  ///
  /// @return both with their versions, such as `redbook 0.8.2 on Node.js v22.23.3`
  /// @throws PlatformException with a sentence that says what to install when they are not
  public String health() {
    return tool.versions();
  }

  @Override
  public LoginState login() {
    return inTurn(() -> {
      var user = new Wire(told(List.of("whoami")));
      if (!user.isObject()) {
        throw new PlatformException(
            new Failure.Garbled("the answer does not say who is logged in"));
      }
      var account = People.creatorId(user.text("userId"));
      // Visitors have an id, too.
      return user.flag("guest") || account.isEmpty()
          ? new LoginState(false, Optional.empty(), Optional.empty())
          : new LoginState(
              true,
              Optional.of(user.text("nickname", "nickName")).filter(n -> !n.isEmpty()),
              account);
    });
  }

  @Override
  public List<Card> latest(Feed feed, Optional<AccessToken> token) {
    return switch (feed) {
      case Feed.CreatorFeed(var creator) -> creatorNotes(creator, token, Optional.empty()).cards();
      case Feed.TrendingFeed(var channel) ->
          trending(channel.map(TrendingChannel::platformName).orElse(RECOMMENDED));
      case Feed.SearchFeed(var words) -> search(words);
    };
  }

  /// What the platform recommends now in one channel.
  ///
  /// @param channel one of [#CHANNELS], or a newer one of the same form
  public List<Card> trending(String channel) {
    if (!CHANNEL.matcher(channel).matches()) {
      throw new PlatformException(
          new Failure.BadRequest("a channel looks like " + CHANNELS.get(2)));
    }
    return inTurn(() -> cards(told(List.of("feed", "--category=" + channel))));
  }

  /// One page of what a creator published, pinned notes first.
  ///
  /// @param cursor of the page before; empty for the newest
  public Page creatorNotes(
      CreatorId creator, Optional<AccessToken> token, Optional<String> cursor) {
    var words = new ArrayList<>(List.of("user-posts"));
    token.ifPresent(t -> words.add("--xsec-token=" + t.value()));
    cursor.ifPresent(c -> words.add("--cursor=" + checked(c)));
    return inTurn(() -> {
      var json = told(words, creator.value());
      var page = new Wire(json);
      var next = Optional.of(page.text("cursor")).filter(c -> CURSOR.matcher(c).matches());
      return new Page(cards(json), page.flag("hasMore") ? next : Optional.empty());
    });
  }

  private static String checked(String cursor) {
    if (!CURSOR.matcher(cursor).matches()) {
      throw new PlatformException(new Failure.BadRequest("this is no cursor of a page before"));
    }
    return cursor;
  }

  private List<Card> search(String words) {
    return inTurn(() -> cards(told(List.of("search", "--sort=latest"), words)));
  }

  /// The comments are asked for first: where the platform refuses, their answer says why, while the
  /// tool tries a note's page after a refusal and tells that attempt's failure only.
  @Override
  public NoteDetail detail(NoteRef note, Depth depth) {
    var link = link(note);
    return inTurn(() -> {
      var comments = list(told(List.of("comments"), link));
      extra.increment();
      var card = told(List.of("read"), link);
      checkIsOf(note, card);
      var pages = new CommentPages(card, comments);
      if (depth == Depth.ALL_COMMENTS && pages.areWorthAll()) {
        var words = arguments(List.of("comments", "--all"), link);
        extra.add(pages.pagesOfAll());
        pages = pages.whole(list(read(tool.ask(words, bounds.allComments()))));
      }
      return decoder.detail(note, pages.together());
    });
  }

  @Override
  public CommentOutcome comment(NoteRef note, String text) {
    var words = arguments(List.of("comment", "--content=" + text), link(note));
    return inTurn(() -> post(words));
  }

  @Override
  public CommentOutcome reply(NoteRef note, Comment to, String text) {
    var words =
        arguments(
            List.of("reply", "--comment-id=" + to.id().value(), "--content=" + text), link(note));
    return inTurn(() -> post(words));
  }

  /// Ends the process that runs; its call fails as unreachable, or as unknown if it posts. No call
  /// is made any more.
  @Override
  public void close() {
    tool.close();
  }

  private CommentOutcome post(List<String> words) {
    return switch (tool.ask(words, bounds.call())) {
      case RedbookTool.Answer.Told(var json) -> posted(json);
      case RedbookTool.Answer.Broken(var failure, var mayHaveAsked) -> {
        if (mayHaveAsked) {
          yield new CommentOutcome.Unknown();
        }
        throw new PlatformException(failure);
      }
      case RedbookTool.Answer.Refused(var refusal, var byPlatform) ->
          switch (refusal.failure()) {
            case Failure.Unreachable _, Failure.Garbled _ ->
                byPlatform
                    ? new CommentOutcome.Refused(refusal.sentence())
                    : new CommentOutcome.Unknown();
            case Failure clear -> throw new PlatformException(clear);
          };
    };
  }

  private static CommentOutcome posted(JsonNode json) {
    if (json.isNull()) {
      // The platform's answer was empty, which the tool takes for a success.
      return new CommentOutcome.Unknown();
    }
    var answer = new Wire(json);
    var text = answer.at("comment").text("id");
    try {
      return new CommentOutcome.Accepted(
          Optional.of(new CommentId(text.isEmpty() ? answer.text("commentId", "id") : text)));
    } catch (IllegalArgumentException _) {
      return new CommentOutcome.Accepted(Optional.empty()); // accepted, but no id was told
    }
  }

  private List<Card> cards(JsonNode json) {
    return decoder.cards(new Wire(json));
  }

  private static JsonNode list(JsonNode json) {
    if (!json.isArray()) {
      throw new PlatformException(new Failure.Garbled("the answer holds no list of comments"));
    }
    return json;
  }

  /// The page that the tool falls back to shows another note when this one cannot be shown.
  private static void checkIsOf(NoteRef note, JsonNode card) {
    var id = new Wire(card).text("noteId");
    if (!id.isEmpty() && !id.equals(note.id().value())) {
      throw new PlatformException(new Failure.NoteHidden("the platform showed another note"));
    }
  }

  private static String link(NoteRef note) {
    var token =
        note.token()
            .orElseThrow(() ->
                new PlatformException(
                    new Failure.BadRequest(
                        "no access token of the note is known yet; a link with xsec_token or any"
                            + " list that shows it brings one")));
    return NOTE
        + note.id().value()
        + "?xsec_token="
        + URLEncoder.encode(token.value(), StandardCharsets.UTF_8)
        + "&xsec_source=pc_feed";
  }

  private JsonNode told(List<String> words, String... rest) {
    return read(tool.ask(arguments(words, rest), bounds.call()));
  }

  private static JsonNode read(RedbookTool.Answer answer) {
    return switch (answer) {
      case RedbookTool.Answer.Told(var json) -> json;
      case RedbookTool.Answer.Broken(var failure, _) -> throw new PlatformException(failure);
      case RedbookTool.Answer.Refused(var refusal, _) ->
          throw new PlatformException(refusal.failure());
    };
  }

  /// What people wrote may begin with a dash, so it stands behind `--` or inside its option.
  private List<String> arguments(List<String> words, String... rest) {
    var all = new ArrayList<>(words);
    all.add("--json");
    all.add("--platform=" + config.platform().argument());
    all.add("--");
    all.addAll(List.of(rest));
    return all;
  }

  private <T> T inTurn(Supplier<T> call) {
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlatformException(
          new Failure.Unreachable("stopped while waiting for the gateway; nothing was sent"), e);
    }
    try {
      return call.get();
    } finally {
      turn.unlock();
    }
  }

  /// A note's card beside the comments that were told.
  ///
  /// @param all whether there are no others
  private record CommentPages(JsonNode card, JsonNode list, boolean all) {
    CommentPages(JsonNode card, JsonNode firstPage) {
      this(card, firstPage, false);
    }

    /// The tool asks for page after page without a pause, so not for long lists.
    boolean areWorthAll() {
      var promised = promised();
      return promised.exact()
          && promised.atLeast() > told()
          && promised.atLeast() <= CommentDecoder.CEILING;
    }

    /// How many requests they take.
    long pagesOfAll() {
      return Math.ceilDiv(promised().atLeast(), PER_PAGE);
    }

    CommentPages whole(JsonNode comments) {
      return new CommentPages(card, comments, true);
    }

    Wire together() {
      var holder = JsonNodeFactory.instance.objectNode();
      holder.set("note", card);
      var comments = holder.putObject("comments");
      comments.set("list", list);
      if (all || (promised().exact() && promised().atLeast() <= told())) {
        comments.put("hasMore", false);
      }
      return new Wire(holder);
    }

    private Count promised() {
      return Counts.of(new Wire(card).at("interactInfo").text("commentCount"));
    }

    private long told() {
      long told = list.size();
      for (var comment : list) {
        told += new Wire(comment).list("subComments").size();
      }
      return told;
    }
  }
}
