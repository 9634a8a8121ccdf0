package org.littleredbridge.sandbox;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A fictional RedNote on its own HTTP server on loopback. It speaks the contract of the gateway
/// xiaohongshu-mcp, with all its oddities, beside it that of an RSSHub, and those paths of the
/// platform's own web API that the command-line tool redbook calls. It serves the demo and the
/// tests; it never talks to the real platform. Everything it says was written for this program.
///
/// The wire is described at https://github.com/xpzouying/xiaohongshu-mcp (`docs/API.md`), the web
/// API in `dist/lib/client.js` of the npm package `@lucasygu/redbook`.
public final class SandboxRedNote implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SandboxRedNote.class);
  private static final long MOST_BODY_BYTES = 8L << 20;
  private static final Duration GRACE = Duration.ofMillis(100);
  private static final String LOOPBACK = "127.0.0.1";
  private final World world;
  private final Tokens tokens;
  private final Phrases phrases;
  private final Script script;
  private final LookLog looks;
  private final Listings listings;
  private final Life life;
  private final boolean lively;
  private final WebServer server;

  /// One of the fictional platform's creators.
  ///
  /// @param id user id, 24 hex digits, the same at every start
  /// @param name the nickname people see
  /// @param url the profile's page, with an access token
  public record Creator(String id, String name, URI url) {}

  /// A note of words alone, to be published.
  ///
  /// @param creator the user id of one of the creators
  public record Draft(String creator, String title, String text) {}

  /// What somebody of the fictional platform would write.
  public record Writing(String title, String text) {}

  private SandboxRedNote(SandboxConfig config, Script script, Clock clock) {
    this.script = script;
    this.phrases = new Phrases(script);
    this.tokens = new Tokens(clock);
    this.world = new World(clock, phrases, config.journal().map(Journal::open));
    this.looks = new LookLog(clock);
    this.listings = new Listings(world, clock, config.seed());
    var faults = new Faults(clock);
    var founding = new Founding(script, world, config.seed());
    this.lively = config.lively();
    try {
      founding.settle();
      if (!world.remember()) {
        founding.found(clock.instant());
      }
      this.life = new Life(world, script, founding, config, clock);
      this.server = started(config.port(), routing(config, clock, faults));
    } catch (RuntimeException e) {
      world.close();
      throw e;
    }
    if (lively) {
      life.start();
    }
  }

  /// Starts it; when this returns it answers.
  ///
  /// @throws SandboxException when the port is taken or the journal cannot be used; the message
  ///   says what to do
  public static SandboxRedNote start(SandboxConfig config) {
    return start(config, Script.resource("world.json"), Clock.systemUTC());
  }

  static SandboxRedNote start(SandboxConfig config, Script script, Clock clock) {
    return new SandboxRedNote(config, script, clock);
  }

  /// Its address, `http://127.0.0.1:PORT`, without a slash at the end.
  public URI url() {
    return URI.create("http://%s:%d".formatted(LOOPBACK, server.port()));
  }

  /// Our own English for every Chinese title, text, comment and tag that can be seen here; a text
  /// is looked up whole, a tag without its signs. A live view: notes that are posted together with
  /// their English join it. May be read from any thread.
  public Map<String, String> phrasebook() {
    return phrases.view();
  }

  /// Those who publish notes, in the order of the script.
  public List<Creator> creators() {
    return world.creators().stream().map(this::creator).toList();
  }

  private Creator creator(Person person) {
    return new Creator(person.id(), person.name(), tokens.profile(url(), person.id()));
  }

  /// Somebody new who will publish notes; has none yet.
  public Creator join(String name) {
    return creator(world.join(name));
  }

  /// Publishes notes of words alone in one moment: a look at the platform shows all of them or
  /// none. They are meant in this order, the last one is the newest.
  ///
  /// @return their ids, in the same order
  public List<String> publish(List<Draft> drafts) {
    var known = world.creators().stream().map(Person::id).collect(Collectors.toSet());
    var notes = drafts.stream().map(draft -> wordsAlone(draft, known)).toList();
    return world.publishAll(notes).stream().map(Note::id).toList();
  }

  private static Note wordsAlone(Draft draft, Set<String> known) {
    if (!known.contains(draft.creator())) {
      throw new IllegalArgumentException(
          "There is no creator with the id \"%s\".".formatted(draft.creator()));
    }
    return new Note(
        "", draft.creator(), "posted", false, draft.title(), draft.text(), "", 0, "", 0, 0);
  }

  /// What the fictional platform's people would write: a text each, none twice until all were used.
  public List<Writing> writings(int count) {
    var templates = new Templates(script);
    return IntStream.range(0, count)
        .mapToObj(number -> templates.fill(number % templates.count()))
        .map(note -> new Writing(note.title().zh(), note.text().zh()))
        .toList();
  }

  /// Lets a profile show so many of its newest notes from now on; on the real platform it is 30.
  public void profilePage(int notes) {
    if (notes < 1) {
      throw new IllegalArgumentException("A profile shows at least one note.");
    }
    listings.page(notes);
  }

  /// Which profiles were looked at, and when each note was first shown to a visitor.
  public Looks looks() {
    return looks.sofar();
  }

  /// Stops answering, ends its people's life and closes the journal; well below a second. Harmless
  /// when repeated.
  @Override
  public void close() {
    if (lively) {
      life.close();
    }
    server.stop();
    world.close();
  }

  private HttpRouting.Builder routing(SandboxConfig config, Clock clock, Faults faults) {
    var calls = new Calls();
    var clips = new Clips();
    var media = new MediaLinks(this::url, clock);
    var doorman = new Doorman(world, tokens, faults);
    var cards = new Cards(world, tokens, media);
    var pages = new NotePages(world, media, cards, clips);
    var commenting = new Commenting(world, doorman, faults);
    var notifications = new Notifications(world, tokens, doorman, commenting, faults, clock);
    var login = new Login(doorman, faults, clock);
    var routing = HttpRouting.builder();
    new GatewayApi(
            new Reading(world, listings, cards, pages, doorman, faults, looks),
            commenting,
            notifications,
            login,
            faults,
            calls,
            config.token())
        .route(routing);
    new WebApi(
            new WebLists(world, listings, cards, looks, faults),
            new WebNotes(world, pages, tokens, faults),
            new WebComments(world, cards, faults),
            new WebGate(faults),
            faults,
            calls)
        .route(routing);
    var feed = new RssHubFeed(world, listings, tokens, media, faults, looks);
    new RssHubFace(feed, faults, calls, config.token()).route(routing);
    var controls = new Controls(world, tokens, faults, calls, this::url);
    controls.route(routing);
    new AccountControls(controls, notifications, login).route(routing);
    new ShortLinks(world, tokens, this::url).route(routing, controls);
    new MediaFiles(media, clips, faults, this::url).route(routing);
    new HumanPages(world, media).route(routing);
    // What the gateway's framework answers to a path or method it does not know.
    routing.any(
        "/*",
        (_, res) ->
            res.status(404)
                .header(HeaderNames.CONTENT_TYPE, "text/plain")
                .send("404 page not found".getBytes(StandardCharsets.UTF_8)));
    return routing;
  }

  private static WebServer started(int port, HttpRouting.Builder routing) {
    var server =
        WebServer.builder()
            .address(InetAddress.ofLiteral(LOOPBACK))
            .port(port)
            // Else the end of a long answer waits until the caller has said that it got the rest.
            .connectionOptions(options -> options.tcpNoDelay(true))
            .maxPayloadSize(MOST_BODY_BYTES)
            .shutdownGracePeriod(GRACE)
            .shutdownHook(false)
            .routing(routing)
            .build();
    server.start();
    // Helidon tells a port that is taken to its own log only.
    if (!server.isRunning()) {
      throw new SandboxException(
          "The sandbox's RedNote cannot listen on %s:%d: the port is taken or not allowed. Choose another port, or 0 for any free one."
              .formatted(LOOPBACK, port));
    }
    log.atInfo().addKeyValue("port", server.port()).log("sandbox RedNote answers");
    return server;
  }
}
