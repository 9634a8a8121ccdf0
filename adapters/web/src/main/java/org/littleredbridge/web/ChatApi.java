package org.littleredbridge.web;

import static org.littleredbridge.web.Answers.JSON;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.chat.Transcript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/api/channels`: read, write and watch the channels.
final class ChatApi implements HttpService {
  private static final Logger log = LoggerFactory.getLogger(ChatApi.class);
  private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");
  private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int DEFAULT_LIMIT = 200;
  private static final int MOST = 500;
  private static final int MISSED = 1_000;

  private final Rooms rooms;
  private final Viewers viewers;
  private final AtomicReference<Optional<Messenger.Listener>> listener =
      new AtomicReference<>(Optional.empty());

  ChatApi(Rooms rooms, Viewers viewers) {
    this.rooms = rooms;
    this.viewers = viewers;
  }

  /// Lets people post, until it is closed.
  Messenger.Listening open(Messenger.Listener hears) {
    var opened = Optional.of(hears);
    if (!listener.compareAndSet(Optional.empty(), opened)) {
      throw new IllegalStateException("the browser is being listened on");
    }
    return () -> listener.compareAndSet(opened, Optional.empty());
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/", this::channels);
    rules.get("/{channel}/messages", this::messages);
    rules.post("/{channel}/messages", this::post);
    rules.get("/{channel}/events", this::events);
  }

  private void channels(ServerRequest request, ServerResponse response) {
    var list = JSON.createArrayNode();
    for (var name : rooms.names()) {
      list.addObject().put("id", name).put("name", name);
    }
    Answers.json(response, 200, list);
  }

  private void messages(ServerRequest request, ServerResponse response) {
    var name = name(request);
    if (!rooms.exists(name)) {
      throw new Refusal(404, "web.no-channel");
    }
    long after = number(query(request, "after"), "after").orElse(0);
    long limit = number(query(request, "limit"), "limit").orElse(DEFAULT_LIMIT);
    var list = JSON.createArrayNode();
    for (var line : rooms.lines(name, after, Math.clamp(limit, 1, MOST))) {
      list.add(Payload.message(line));
    }
    Answers.json(response, 200, list);
  }

  private void post(ServerRequest request, ServerResponse response) {
    var name = name(request);
    var posting = Posting.read(RequestBody.json(request, response));
    var hears = listener.get().orElseThrow(() -> new Refusal(503, "web.not-open"));
    if (!rooms.exists(name) && rooms.full()) {
      throw new Refusal(409, "web.too-many-channels");
    }
    if (posting.replyTo().isPresent()
        && posting.replyTo().flatMap(to -> rooms.line(name, to)).isEmpty()) {
      throw new Refusal(400, "web.no-such-message");
    }
    var key = clientKey(request);
    var line =
        rooms.add(
            name,
            "post:" + key.orElseGet(() -> UUID.randomUUID().toString()),
            posting.replyTo(),
            Payload.of(posting, key.orElse("")));
    handOver(hears, line);
    Answers.json(response, 201, Payload.message(line));
  }

  // A retry hands over again: the first try may have failed here. The event's id stays the same, so
  // that its keeper knows it.
  private static void handOver(Messenger.Listener hears, Transcript.Line line) {
    try {
      event(line, hears).ifPresent(hears::happened);
    } catch (RuntimeException e) {
      log.atWarn().addKeyValue("message", line.id()).setCause(e).log("event not taken");
      throw new Refusal(503, "web.not-taken");
    }
  }

  private static Optional<Event> event(Transcript.Line line, Messenger.Listener hears) {
    var message = Payload.message(line);
    var id = line.channel().key() + ":" + line.id();
    var ref = new MessageRef(line.channel(), Long.toString(line.id()));
    var author = message.path("author").asText();
    // Whoever can open this page runs it.
    var member = new Member(author, author, Member.Standing.MANAGES);
    var text = message.path("text").asText();
    if (message.path("command").asBoolean()) {
      var words = text.substring(1).strip();
      return Optional.of(
          new Event.Command(
              id, line.channel(), Rooms.COMMUNITY, Optional.of(ref), member, words, line.at()));
    }
    return line.replyTo()
        .map(to -> new MessageRef(line.channel(), to))
        .<Event>map(to ->
            new Event.Reply(id, line.channel(), Rooms.COMMUNITY, ref, to, member, text, line.at()))
        .or(() ->
            Optional.of(text)
                .filter(hears::mayLink)
                .map(_ ->
                    new Event.Link(
                        id, line.channel(), Rooms.COMMUNITY, ref, member, text, line.at())));
  }

  private void events(ServerRequest request, ServerResponse response) {
    var name = name(request);
    var seen = request.headers().first(LAST_EVENT_ID).filter(id -> !id.isBlank());
    var after = number(seen.or(() -> query(request, "after")), "after");
    var viewer = viewers.join(name);
    try {
      // Read after joining: what is said in between comes twice and is told apart by its id.
      var missed = after.isPresent() ? shown(name, after.getAsLong()) : List.<Viewer.Shown>of();
      try (var sink = response.sink(SseSink.TYPE)) {
        viewer.run(sink, missed);
      }
    } catch (InterruptedException _) {
      log.atDebug().log("a stream was ended");
    } finally {
      viewers.leave(viewer);
    }
  }

  private List<Viewer.Shown> shown(String name, long after) {
    return rooms.lines(name, after, MISSED).stream()
        .map(line -> new Viewer.Shown(line.id(), Answers.write(Payload.message(line))))
        .toList();
  }

  private static String name(ServerRequest request) {
    var name = request.path().pathParameters().get("channel");
    if (!Rooms.validName(name)) {
      throw new Refusal(404, "web.bad-channel");
    }
    return name;
  }

  private static Optional<String> clientKey(ServerRequest request) {
    var key = request.headers().first(IDEMPOTENCY_KEY);
    if (key.isPresent() && !KEY.matcher(key.get()).matches()) {
      throw new Refusal(400, "web.bad-key");
    }
    return key;
  }

  private static Optional<String> query(ServerRequest request, String name) {
    return request.query().first(name).asOptional();
  }

  private static OptionalLong number(Optional<String> word, String name) {
    if (word.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseLong(word.get());
      if (number >= 0) {
        return OptionalLong.of(number);
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new Refusal(400, "web.not-a-number", name);
  }
}
