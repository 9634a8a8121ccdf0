package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.chat.MessengerState;
import org.littleredbridge.chat.MessengerState.Mood;
import org.littleredbridge.wording.Wording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The half that listens: hands what the gateway brings to those who deal with it, off the
/// connection's thread. Interactions run side by side, for each must be answered at once; all else
/// runs one after the other. Thread-safe.
final class Hearing implements Ears.Listener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Hearing.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  // View Channel, Send Messages, Embed Links, Attach Files, Read Message History, Add Reactions,
  // Create Public Threads, Send Messages in Threads. Source:
  // https://docs.discord.com/developers/topics/permissions.
  private static final long PERMISSIONS =
      1L << 10 | 1L << 11 | 1L << 14 | 1L << 15 | 1L << 16 | 1L << 6 | 1L << 35 | 1L << 38;

  private final Messenger.Listener listener;
  private final Places places;
  private final Standings standings;
  private final Guilds guilds;
  private final Ears ears;
  private final Interactions interactions;
  private final Replies replies;
  private final Absence absence;
  private final Registration registration;
  private final ExecutorService sideBySide = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService inOrder =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("discord-replies").factory());
  private volatile boolean listenedBefore;
  private volatile String self = "";
  private volatile String application = "";

  Hearing(
      DiscordConfig config,
      DiscordRest rest,
      Places places,
      Standings standings,
      Messenger.Listener listener,
      Wording wording,
      Clock clock,
      Pace pace) {
    this.listener = listener;
    this.places = places;
    this.standings = standings;
    guilds = new Guilds(clock);
    var asked = new Asked(places, guilds);
    ears = new Ears(config, rest, this, clock, pace);
    interactions = new Interactions(rest, asked, listener, wording, clock);
    replies =
        new Replies(
            rest, asked, listener, wording, clock, () -> self, ears::readsAll, pace.storeAgain());
    absence = new Absence(rest, places, clock, replies::missed, pace.storeAgain());
    registration = new Registration(new SlashMenu(rest, wording), listener);
  }

  void open() {
    ears.open();
  }

  /// The bridge has spoken.
  void spoke(MessageRef message) {
    run(inOrder, () -> absence.spoke(message));
  }

  MessengerState state() {
    var state = ears.state();
    if (state.mood() != Mood.WELL) {
      return state;
    }
    var words = new StringBuilder(state.sentence());
    if (guilds.isEmpty()) {
      words.append(". The bot is in no server yet; invite it: ").append(invitation());
    }
    if (ears.contentRefused()) {
      words.append(
          ". Discord does not let the bot read all messages, so replies are heard only when they"
              + " mention it, as replies usually do. To change that, switch on “Message Content"
              + " Intent” on the page “Bot” of https://discord.com/developers/applications and"
              + " restart the bridge, or set discord.message-content to false");
    }
    registration.problem().ifPresent(problem -> words.append(". ").append(problem));
    return new MessengerState(Mood.WELL, words.toString());
  }

  private String invitation() {
    return "https://discord.com/oauth2/authorize?client_id="
        + application
        + "&scope=bot%20applications.commands&permissions="
        + PERMISSIONS;
  }

  @Override
  public void ready(JsonNode data) {
    self = data.path("user").path("id").asText();
    application = data.path("application").path("id").asText(self);
    guilds.ready(data);
    if (guilds.isEmpty()) {
      // Nobody can ask the bot itself before it is somewhere.
      log.atWarn()
          .addKeyValue("invite", invitation())
          .log("discord's bot is in no server yet; open the link to invite it");
    }
    if (listenedBefore) {
      run(inOrder, absence::over);
    }
    listenedBefore = true;
    registration.begin();
  }

  @Override
  public void event(String type, JsonNode data) {
    switch (type) {
      case "INTERACTION_CREATE" ->
          run(sideBySide, () -> interactions.handle(new Interaction(data)));
      case "MESSAGE_CREATE" ->
          run(
              inOrder,
              () -> {
                absence.heard(data);
                replies.heard(data);
              });
      case "GUILD_CREATE" -> guilds.created(data).ifPresent(this::keep);
      case "GUILD_DELETE" -> {
        standings.changed(data.path("id").asText());
        guilds.deleted(data).ifPresent(this::keep);
      }
      case "GUILD_UPDATE" -> {
        guilds.renamed(data);
        standings.changed(data.path("id").asText());
      }
      case "GUILD_MEMBER_UPDATE",
          "GUILD_MEMBER_REMOVE",
          "GUILD_ROLE_CREATE",
          "GUILD_ROLE_UPDATE",
          "GUILD_ROLE_DELETE" ->
          standings.changed(data.path("guild_id").asText());
      case "CHANNEL_CREATE",
          "CHANNEL_UPDATE",
          "CHANNEL_DELETE",
          "THREAD_CREATE",
          "THREAD_UPDATE",
          "THREAD_DELETE" ->
          places.forget(data.path("id").asText());
      default -> {
        // Nothing that the bridge acts on.
      }
    }
  }

  private void keep(Event event) {
    run(inOrder, () -> listener.happened(event));
  }

  private static void run(ExecutorService where, Runnable task) {
    try {
      where.execute(() -> {
        try {
          task.run();
        } catch (RuntimeException e) {
          log.atError().setCause(e).log("an event of discord was not dealt with");
        }
      });
    } catch (RejectedExecutionException _) {
      log.atInfo().log("an event of discord came while the bridge stopped");
    }
  }

  @Override
  public void close() {
    ears.close();
    registration.close();
    inOrder.shutdown();
    sideBySide.shutdown();
    try {
      if (!inOrder.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        inOrder.shutdownNow();
      }
      if (!sideBySide.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        sideBySide.shutdownNow();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
