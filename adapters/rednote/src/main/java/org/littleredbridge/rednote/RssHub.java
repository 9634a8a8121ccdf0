package org.littleredbridge.rednote;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.littleredbridge.note.AccessToken;
import org.littleredbridge.note.Comment;
import org.littleredbridge.note.CommentOutcome;
import org.littleredbridge.note.CreatorId;
import org.littleredbridge.note.Feed;
import org.littleredbridge.note.LoginState;
import org.littleredbridge.note.Note;
import org.littleredbridge.note.NoteDetail;
import org.littleredbridge.note.NotePlatform;
import org.littleredbridge.note.NoteRef;
import org.littleredbridge.note.PlatformCapabilities;
import org.littleredbridge.note.PlatformCapabilities.Ability;
import org.littleredbridge.note.PlatformException;

/// RedNote's creators through a self-hosted RSSHub (default port 1200), which needs no account: it
/// reads a creator's newest notes and nothing else.
///
/// Where RSSHub has a cookie its notes come whole (`complete`) and need no detail; else, and
/// silently when the cookie no longer works, they are cards whose detail another gateway gives.
/// RSSHub remembers an answer for minutes and opens a browser for a new one, so a look may take
/// minutes too; half an hour between two looks at a creator is polite. Thread-safe.
///
/// Source: https://docs.rsshub.app/routes/xiaohongshu and `lib/routes/xiaohongshu` there.
public final class RssHub implements NotePlatform, AutoCloseable {
  /// Where RSSHub listens.
  ///
  /// @param url `http` or `https`, may have a path in front of RSSHub's own
  /// @param key its `ACCESS_KEY`; never printed, and never sent: each request carries a code made
  ///   of it, which opens that one path only
  public record Config(URI url, Optional<String> key) {
    public Config {
      GatewayAddress.check(url);
      key = GatewayAddress.secret("access key", key);
    }

    @Override
    public String toString() {
      return "Config[url=" + url + ", key=" + (key.isPresent() ? "hidden" : "none") + "]";
    }
  }

  private static final Duration HEALTH = Duration.ofSeconds(10);
  private static final Duration LIST = Duration.ofMinutes(3);
  private static final Duration BODY = Duration.ofSeconds(30);
  private static final PlatformCapabilities ABILITIES =
      new PlatformCapabilities(Set.of(Ability.CREATOR_NOTES, Ability.NO_ACCOUNT));

  private final Optional<String> key;
  private final GatewayHttp http;
  private final FeedDecoder decoder;
  private final Duration patience;

  /// @param clock tells when a note appeared whose id holds no time
  public RssHub(Config config, Clock clock) {
    this(config, clock, LIST, BODY);
  }

  /// @param patience how long RSSHub may stay silent
  /// @param bodyTime how long an answer may take from its first byte to its last
  RssHub(Config config, Clock clock, Duration patience, Duration bodyTime) {
    this.key = config.key();
    var door = new GatewayHttp.Door(config.url(), Optional.empty(), config.key());
    this.http = new GatewayHttp(door, new RssDialect(), clock, bodyTime);
    this.decoder = new FeedDecoder(clock);
    this.patience = patience;
  }

  @Override
  public PlatformCapabilities capabilities() {
    return ABILITIES;
  }

  /// Asks whether RSSHub itself is up; costs no request to the platform.
  ///
  /// @throws PlatformException when it does not answer as RSSHub does
  public void health() {
    ask("healthz", new LinkedHashMap<>(), HEALTH);
  }

  /// Refuses: there is no account.
  @Override
  public LoginState login() {
    throw PlatformException.cannot("log in: RSSHub has no account");
  }

  /// A creator's newest notes; needs no token. Other feeds are refused.
  @Override
  public List<Note> latest(Feed feed, Optional<AccessToken> token) {
    return switch (feed) {
      case Feed.CreatorFeed(var creator) -> notes(creator);
      case Feed.TrendingFeed _ -> throw PlatformException.cannot("show what is trending");
      case Feed.SearchFeed _ -> throw PlatformException.cannot("search");
    };
  }

  /// Refuses: RSSHub shows no single note.
  @Override
  public NoteDetail detail(NoteRef note, Depth depth) {
    throw PlatformException.cannot("show a single note");
  }

  /// Refuses: RSSHub only reads.
  @Override
  public CommentOutcome comment(NoteRef note, String text) {
    throw PlatformException.cannot("write comments");
  }

  /// Refuses: RSSHub only reads.
  @Override
  public CommentOutcome reply(NoteRef note, Comment to, String text) {
    throw PlatformException.cannot("write replies");
  }

  /// Ends the calls that are under way; each fails as unreachable.
  @Override
  public void close() {
    http.close();
  }

  private List<Note> notes(CreatorId creator) {
    var query = new LinkedHashMap<String, String>();
    query.put("format", "json");
    return decoder.notes(creator, ask("xiaohongshu/user/" + creator + "/notes", query, patience));
  }

  private Wire ask(String path, LinkedHashMap<String, String> query, Duration silence) {
    key.ifPresent(secret -> query.put("code", code("/" + path, secret)));
    return switch (http.ask(Question.get(path, query, silence))) {
      case Reply.Answered(var data) -> data;
      case Reply.Broken(var failure, _) -> throw new PlatformException(failure);
      case Reply.Refused(var refusal) -> throw new PlatformException(refusal.failure());
    };
  }

  /// RSSHub's access code: MD5 of its own path and the key
  /// (https://docs.rsshub.app/deploy/config#access-control-configurations). Addresses end up in the
  /// logs of proxies; the key must not.
  private static String code(String path, String key) {
    try {
      var digest = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(digest.digest((path + key).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
