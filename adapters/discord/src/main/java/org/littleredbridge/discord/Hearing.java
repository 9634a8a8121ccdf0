package org.littleredbridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.littleredbridge.chat.Event;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.chat.MessengerState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The half that listens, on one shard: hands what the gateway brings to those who deal with it,
/// off the connection's thread. Interactions run side by side, for each must be answered at once;
/// all else runs one after the other. Thread-safe.
final class Hearing implements Ears.Listener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Hearing.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);
  private static final int EPHEMERAL = 1 << 6;

  // View Channel, Send Messages, Embed Links, Attach Files, Read Message History, Add Reactions,
  // Create Public Threads, Send Messages in Threads. Source:
  // https://docs.discord.com/developers/topics/permissions.
  private static final long PERMISSIONS =
      1L << 10 | 1L << 11 | 1L << 14 | 1L << 15 | 1L << 16 | 1L << 6 | 1L << 35 | 1L << 38;

  private final int shard;
  private final Bot bot;
  private final Messenger.Listener listener;
  private final Guilds guilds;
  private final Ears ears;
  private final Interactions interactions;
  private final Replies replies;
  private final Pasted pasted;
  private final Optional<Registration> registration;
  private final ExecutorService sideBySide = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService inOrder =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("discord-replies").factory());
  // A channel may have to be read once, and Discord lets only so many be read in a second: new
  // replies do not wait for that.
  private final ExecutorService lookingBack =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("discord-missed").factory());
  private volatile String self = "";
  private volatile String application = "";

  /// @throws IllegalArgumentException with a sentence that names `discord.trust`
  Hearing(int shard, Bot bot, Messenger.Listener listener) {
    this.shard = shard;
    this.bot = bot;
    this.listener = listener;
    guilds = new Guilds(bot.clock());
    var asked = new Asked(bot.places(), guilds);
    ears = new Ears(shard, bot.config(), bot.shards(), bot.earshot(), this, bot.pace());
    interactions = new Interactions(bot.rest(), asked, listener, bot.wording(), bot.clock());
    replies =
        new Replies(
            bot.rest(),
            asked,
            listener,
            bot.wording(),
            bot.clock(),
            this::self,
            bot.earshot()::readsAll,
            bot.pace().storeAgain());
    pasted = new Pasted(asked, listener, bot.clock());
    // Commands belong to the application: who holds the first shard makes Discord know them.
    registration =
        shard == 0
            ? Optional.of(new Registration(new SlashMenu(bot.rest(), bot.wording()), listener))
            : Optional.empty();
  }

  /// The bot's user id: what was said before the first session is read before Discord has greeted.
  private String self() {
    return self.isEmpty() ? bot.rest().me().userId() : self;
  }

  void open() {
    ears.open();
  }

  /// The bridge has spoken, perhaps where another shard listens.
  void spoke(MessageRef message) {
    run(lookingBack, () -> bot.absence().spoke(message, this::serves, this::missed));
  }

  private void missed(JsonNode message) {
    if (!replies.missed(message)) {
      pasted.heard(message);
    }
  }

  private boolean serves(Optional<String> guild) {
    return Shards.of(guild, bot.shards().count()) == shard;
  }

  int shard() {
    return shard;
  }

  /// How its connection is.
  MessengerState state() {
    return ears.state();
  }

  /// Whether no server is on this shard.
  boolean inNoServer() {
    return guilds.isEmpty();
  }

  /// What is wrong beside the connection, if something is.
  Optional<String> problem() {
    return registration.flatMap(Registration::problem);
  }

  /// Where the bot is invited from.
  String invitation() {
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
    if (guilds.isEmpty() && bot.shards().count() == 1) {
      // Nobody can ask the bot itself before it is somewhere.
      log.atWarn()
          .addKeyValue("invite", invitation())
          .log("discord's bot is in no server yet; open the link to invite it");
    }
    run(inOrder, () -> bot.absence().over(this::serves, this::missed));
    registration.ifPresent(Registration::begin);
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
                written(data);
                if (!replies.heard(data)) {
                  pasted.heard(data);
                }
              });
      case "GUILD_CREATE" -> guilds.created(data).ifPresent(this::keep);
      case "GUILD_DELETE" -> {
        bot.standings().changed(data.path("id").asText());
        guilds.deleted(data).ifPresent(this::keep);
      }
      case "GUILD_UPDATE" -> {
        guilds.renamed(data);
        bot.standings().changed(data.path("id").asText());
      }
      case "GUILD_MEMBER_UPDATE",
          "GUILD_MEMBER_REMOVE",
          "GUILD_ROLE_CREATE",
          "GUILD_ROLE_UPDATE",
          "GUILD_ROLE_DELETE" ->
          bot.standings().changed(data.path("guild_id").asText());
      case "CHANNEL_CREATE",
          "CHANNEL_UPDATE",
          "CHANNEL_DELETE",
          "THREAD_CREATE",
          "THREAD_UPDATE",
          "THREAD_DELETE" ->
          bot.places().forget(data.path("id").asText());
      default -> {
        // Nothing that the bridge acts on.
      }
    }
  }

  /// The bridge may have spoken in another process, which is told here only.
  private void written(JsonNode message) {
    var own = !self.isEmpty() && message.path("author").path("id").asText().equals(self);
    if (own && (message.path("flags").asInt(0) & EPHEMERAL) == 0) {
      bot.absence().spoke(message, this::missed).ifPresent(past -> run(lookingBack, past));
    }
    bot.absence().heard(message);
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
    registration.ifPresent(Registration::close);
    for (var tasks : List.of(inOrder, sideBySide, lookingBack)) {
      tasks.shutdown();
    }
    var patience = System.nanoTime() + LAST_WORDS.toNanos();
    try {
      for (var tasks : List.of(inOrder, sideBySide, lookingBack)) {
        if (!tasks.awaitTermination(patience - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          tasks.shutdownNow();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
