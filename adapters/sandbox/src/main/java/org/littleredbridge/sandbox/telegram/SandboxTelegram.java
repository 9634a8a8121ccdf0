package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.littleredbridge.sandbox.SandboxException;

/// A fictional Telegram on its own HTTP server on loopback: the Bot API as
/// https://core.telegram.org/bots/api describes it, for one bot, with chats, people and faults that
/// tests and the demo control. It never talks to the real service.
///
/// The methods here and `/_sandbox/…` on the same port do the same. A method that is asked for
/// something that is not there (a chat, a button) throws an `IllegalArgumentException` that says
/// so. May be used from any thread.
public final class SandboxTelegram implements AutoCloseable {
  private static final TelegramUser SOMEBODY = TelegramUser.of(1001, "Sandbox admin");
  private final SandboxTelegramConfig config;
  private final Rooms rooms;
  private final Files files = new Files();
  private final Updates updates;
  private final Queries queries;
  private final Pace pace;
  private final FaultList faults = new FaultList();
  private final ReceiptLog receipts = new ReceiptLog();
  private final CallBook calls = new CallBook();
  private final CommandBook commands = new CommandBook();
  private final People people;
  private final BotApi api;
  private final WebServer server;

  private SandboxTelegram(SandboxTelegramConfig config, Clock clock) {
    this.config = config;
    this.rooms = new Rooms(config, clock);
    this.updates = new Updates(clock);
    this.queries = new Queries(clock, config.queryLife());
    this.pace = new Pace(config.limits());
    this.people = new People(rooms, updates, queries, config.privacy());
    var methods = new HashMap<String, BotMethod>();
    var media = new MediaContent(files);
    new Sending(rooms, pace, media, receipts, clock).into(methods);
    new Editing(rooms, media).into(methods);
    new Asking(rooms, files, updates, config.privacy()).into(methods);
    methods.put("answercallbackquery", queries::answer);
    methods.put("setmycommands", commands::set);
    methods.put("getmycommands", commands::get);
    methods.put("deletemycommands", commands::delete);
    this.api = new BotApi(methods, config.token(), faults, calls, clock);
    var controls = new Controls(this, rooms, people, files, faults, pace);
    var street = new Street(api, controls, new HumanPage(rooms, files), files);
    this.server = street.open(config.port());
  }

  /// Starts it; when this returns it answers.
  ///
  /// @throws SandboxException when the port is taken; the message says what to do
  public static SandboxTelegram start(SandboxTelegramConfig config) {
    return start(config, Clock.systemUTC());
  }

  /// The same with another clock, which decides dates, limits and how long a pressed button waits;
  /// long polls and delays take real time.
  public static SandboxTelegram start(SandboxTelegramConfig config, Clock clock) {
    return new SandboxTelegram(config, clock);
  }

  /// Its address, `http://127.0.0.1:PORT`, without a slash at the end.
  public URI url() {
    return URI.create("http://%s:%d".formatted(Street.LOOPBACK, server.port()));
  }

  /// The bot's token; it opens nothing but this stand-in.
  public String token() {
    return config.token();
  }

  /// The bot itself.
  public TelegramUser bot() {
    return rooms.bot();
  }

  /// Makes a chat in which the bot is a member (in a channel an administrator).
  ///
  /// @return its id
  public long createChat(ChatKind kind, String title) {
    return createChat(rooms.freshId(kind), kind, title, Optional.empty(), usual(kind));
  }

  /// Makes a chat.
  ///
  /// @param id below 0; for a private chat its person's, above 0
  /// @param bot what the bot is there
  /// @return its id
  public long createChat(
      long id, ChatKind kind, String title, Optional<String> username, Standing bot) {
    return rooms.create(id, kind, title, username, bot).id();
  }

  /// Opens a topic in a forum.
  ///
  /// @return its id, which is its `message_thread_id`
  public int createTopic(long chat, String name) {
    return people.openTopic(chat, SOMEBODY, name).id();
  }

  /// Closes a topic; bots are refused with TOPIC_CLOSED. General has the id 1.
  public void closeTopic(long chat, int topic) {
    people.closeTopic(chat, topic, true);
  }

  /// Opens a closed topic again.
  public void reopenTopic(long chat, int topic) {
    people.closeTopic(chat, topic, false);
  }

  /// Takes a topic away.
  public void deleteTopic(long chat, int topic) {
    people.deleteTopic(chat, topic);
  }

  /// Puts somebody into a chat, or changes what they are there. The bot gets `chat_member` when it
  /// is an administrator and asked for that kind.
  public void member(long chat, TelegramUser user, Standing standing) {
    people.member(chat, Membership.of(user, standing));
  }

  /// An administrator who hides behind the group, as `getChatMember` shows it; see
  /// [Saying#anonymously].
  public void anonymousAdministrator(long chat, TelegramUser user) {
    people.member(chat, new Membership(user, Standing.ADMINISTRATOR, true, Map.of()));
  }

  /// Changes what the bot is in a chat and tells it by `my_chat_member`. In a private chat `KICKED`
  /// is a block.
  public void bot(long chat, TelegramUser by, Standing standing) {
    people.bot(chat, by, standing, Map.of());
  }

  /// The same with rights that differ from the usual ones, such as `can_send_photos` = false.
  public void bot(long chat, TelegramUser by, Standing standing, Map<String, Boolean> rights) {
    people.bot(chat, by, standing, rights);
  }

  /// A group becomes a supergroup.
  ///
  /// @return the new chat's id
  public long migrate(long chat, TelegramUser by) {
    return people.migrate(chat, by).id();
  }

  /// Somebody writes. A private chat (id = the person's) begins by itself.
  ///
  /// @return the message's id
  public int say(Saying saying) {
    return people.say(saying).path("message_id").asInt();
  }

  /// Somebody writes plain words.
  ///
  /// @return the message's id
  public int say(long chat, TelegramUser from, String text) {
    return say(Saying.of(chat, from, text));
  }

  /// Somebody changes what they wrote.
  public void edit(long chat, int message, String text) {
    people.edit(chat, message, text);
  }

  /// Somebody deletes a message, whoever wrote it. Bots are not told of it.
  public void delete(long chat, int message) {
    people.delete(chat, message);
  }

  /// Somebody presses a button.
  ///
  /// @param data the button's `callback_data`
  /// @return the query's id
  public String press(long chat, int message, TelegramUser user, String data) {
    return people.press(chat, message, user, data);
  }

  /// What the bot answered to a pressed button.
  public Optional<SeenAnswer> answer(String query) {
    return queries.seen(query);
  }

  /// An update of any shape, even one that Telegram would not send.
  ///
  /// @param json an object without `update_id`
  /// @return its `update_id`
  public long update(String json) {
    try {
      if (Json.read(json) instanceof ObjectNode update) {
        return updates.pushRaw(update);
      }
      throw new IllegalArgumentException("An update is a JSON object.");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("That is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /// How many updates the bot has not confirmed yet.
  public int pendingUpdates() {
    return updates.pending();
  }

  /// Whether a poll of the bot waits for news just now.
  public boolean isPolled() {
    return updates.isAwaited();
  }

  /// The messages of a chat that are still there, oldest first, by people and by the bot.
  public List<SeenMessage> messages(long chat) {
    return messages(chat, 0);
  }

  /// Those with a higher id.
  public List<SeenMessage> messages(long chat, int after) {
    return rooms.require(chat).after(after).stream().map(kept -> kept.seen(files)).toList();
  }

  /// How often a method was called, whatever its case, with whatever result.
  public long callCount(String method) {
    return calls.count(method);
  }

  /// The newest 1,000 calls of a method, oldest first.
  public List<SeenCall> calls(String method) {
    return calls.newest(method);
  }

  /// How often each method was called, by its name in lower case; `?` counts those that do not
  /// exist.
  public Map<String, Long> callCounts() {
    return calls.counts();
  }

  /// How many files were uploaded; a file that is sent again by its id is not.
  public long uploads() {
    return files.uploads();
  }

  /// All ids of files become unknown.
  public void forgetFiles() {
    files.forget();
  }

  /// Makes the next calls go wrong; faults of the same method come one after the other.
  public void fault(TelegramFault fault) {
    faults.add(fault);
  }

  /// Takes all faults away that did not happen yet.
  public void clearFaults() {
    faults.clear();
  }

  /// Sets other limits; what was counted is forgotten.
  public void limits(Limits limits) {
    pace.limit(limits);
  }

  /// Gives one chat a limit of its own in place of those of chats and groups, until [#limits] is
  /// called. It lets that many messages through at once and then refills evenly.
  ///
  /// @param messages in that span, 1 or more
  public void limit(long chat, int messages, Duration span) {
    if (messages < 1 || span.isNegative() || span.isZero()) {
      throw new IllegalArgumentException("A chat's limit is 1 message or more in some time.");
    }
    pace.limit(rooms.require(chat).id(), messages, span);
  }

  /// Writes down from now on what each chat gets from the bot, and forgets what was written before.
  ///
  /// @param mark finds in a message's words what tells it from others
  public void record(Pattern mark) {
    receipts.begin(mark);
  }

  /// How many messages were written down; cheap, for those who wait for a number.
  public long recorded() {
    return receipts.count();
  }

  /// What was written down, by the chat's id.
  public Map<Long, Received> received() {
    return receipts.received();
  }

  /// The token is refused from now on (true), or works again (false).
  public void revokeToken(boolean revoked) {
    api.revoke(revoked);
  }

  /// The bot's commands by `scope/language`, such as `default/`, `all_group_chats/zh` or
  /// `chat:-100/`: each command's name and its description, in order.
  public Map<String, Map<String, String>> commands() {
    return commands.shown();
  }

  /// Stops answering and ends the polls that wait; well below a second. Harmless when repeated.
  @Override
  public void close() {
    updates.close();
    server.stop();
  }

  private static Standing usual(ChatKind kind) {
    return kind == ChatKind.CHANNEL ? Standing.ADMINISTRATOR : Standing.MEMBER;
  }
}
