package org.littleredbridge.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.littleredbridge.HostileTexts;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.Button;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatException;
import org.littleredbridge.chat.ChatFailure;
import org.littleredbridge.chat.ChatFailure.Cause;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Part;
import org.littleredbridge.sandbox.discord.DiscordFault;
import org.littleredbridge.sandbox.discord.Right;
import org.littleredbridge.sandbox.discord.SandboxChannel;
import org.littleredbridge.sandbox.discord.SandboxDiscord;
import org.littleredbridge.sandbox.discord.SandboxDiscordConfig;
import org.littleredbridge.sandbox.discord.SandboxGuild;
import org.littleredbridge.sandbox.discord.SeenMessage;

class MouthTest {
  private static final String POST = "POST /channels/{channel_id}/messages";
  private static final String EDIT = "PATCH /channels/{channel_id}/messages/{message_id}";
  private static final URI PAGE = URI.create("https://www.rednote.com/explore/n1");
  private static final Action.Subject NOTE = new Action.Subject("n1", Optional.empty());

  private final SandboxDiscord discord = SandboxDiscord.start(SandboxDiscordConfig.unlimited());
  private final Wiretap wire = Wiretap.before(discord.restUrl().toString());
  private final DiscordRest rest =
      new DiscordRest(
          new DiscordConfig(discord.token(), Optional.empty(), Optional.empty(), false),
          Clock.systemUTC(),
          new DiscordRest.Surroundings(wire.base(), Integer.MAX_VALUE, Thread::sleep));
  private final Places places = new Places(rest, Clock.systemUTC());
  private final Mouth mouth = new Mouth(rest, places);
  private final SandboxGuild guild = discord.guild("Tea");
  private final SandboxChannel room = guild.text("notes");
  private final ChannelId channel = ChannelId.of("discord", room.id());
  private int keys;
  @TempDir Path folder = Path.of("");

  @AfterEach
  void close() {
    rest.close();
    wire.close();
    discord.close();
  }

  private MessageRef send(Part part) {
    return send(channel, part, Optional.empty());
  }

  private MessageRef send(ChannelId to, Part part, Optional<MessageRef> after) {
    return mouth.send(to, part, after, "k" + keys++).message();
  }

  private ChatFailure failure(ChannelId to, Part part) {
    return catchThrowableOfType(ChatException.class, () -> send(to, part, Optional.empty()))
        .failure();
  }

  private SeenMessage last(SandboxChannel of) {
    return discord.messages(of).getLast();
  }

  private static Part.Say say(String text) {
    return new Part.Say(text, Optional.empty());
  }

  private static Part.Card card(String title, String body, List<Part.Attachment> files) {
    return new Part.Card(
        new Part.Subject("n1", PAGE, "Lulu*", "slideshow"),
        title,
        body,
        List.of("tea", "study_notes"),
        Optional.of(new Part.Original("原题", "原文")),
        List.of(new Part.Aside("种草", "zhòng cǎo", "to talk somebody into _buying_")),
        "Translated by a test",
        files,
        List.of(
            new Button.Ask("Original", new Action.Original(NOTE)),
            new Button.Ask("Translate", new Action.Translate(NOTE)),
            new Button.Ask("Explain", new Action.Explain(NOTE)),
            new Button.Ask("Comments", new Action.Comments(NOTE)),
            new Button.Ask("Reply", new Action.Reply(NOTE)),
            new Button.Open("Open", PAGE)),
        Optional.empty());
  }

  private Part.Attachment file(int n, long bytes, String type) {
    var file = folder.resolve("f" + n);
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Part.Attachment("key" + n, file, type, bytes, 1, 1);
  }

  private List<Part.Attachment> pictures(int count) {
    return IntStream.range(0, count).mapToObj(n -> file(n, 100, "image/jpeg")).toList();
  }

  @Test
  void givenACard_whenSent_thenItIsOneMessageWithItsPicturesAndButtons() {
    var sent = send(card("Milk *tea*", "Long queue.\n# no heading", pictures(3)));

    var seen = last(room);
    assertThat(sent).isEqualTo(new MessageRef(channel, seen.id()));
    assertThat(seen.content()).isEmpty();
    assertThat(seen.files())
        .extracting(SeenMessage.File::name)
        .containsExactly("1.jpg", "2.jpg", "3.jpg");
    var embed = seen.embeds().getFirst();
    assertThat(embed.title()).isEqualTo("Milk \\*tea\\*");
    assertThat(embed.url()).isEqualTo(PAGE.toString());
    assertThat(embed.author()).isEqualTo("Lulu*");
    assertThat(embed.description())
        .isEqualTo("Long queue.\n\\# no heading\n\n\\#tea \\#study\\_notes");
    assertThat(embed.footer()).isEqualTo("Translated by a test");
    assertThat(embed.fields())
        .containsExactly(
            new SeenMessage.Field("种草 (zhòng cǎo)", "to talk somebody into \\_buying\\_"));
    assertThat(seen.buttons()).hasSize(6);
    assertThat(seen.buttons().get(4).customId()).isEqualTo("r.n1");
    assertThat(seen.buttons().getLast().url()).isEqualTo(PAGE.toString());
    var form = wire.last();
    assertThat(form.path("components")).hasSize(2);
    assertThat(form.path("allowed_mentions").toString())
        .isEqualTo("{\"parse\":[],\"replied_user\":false}");
    assertThat(form.path("nonce").asText()).isEqualTo("k0");
    assertThat(form.path("enforce_nonce").asBoolean()).isTrue();
  }

  @Test
  void givenANoteWithoutANameAndALinkTooLong_whenSent_thenItGoesWithoutTheLink() {
    var far = URI.create("https://www.rednote.com/" + "x".repeat(3_000));
    send(
        new Part.Card(
            new Part.Subject("n1", far, "", "slideshow"),
            "",
            "Look.",
            List.of(),
            Optional.empty(),
            List.of(),
            "",
            List.of(),
            List.of(new Button.Open("Open", far)),
            Optional.empty()));

    assertThat(last(room).embeds().getFirst().title()).isEqualTo("n1");
    assertThat(wire.last().at("/embeds/0").has("url")).isFalse();
    assertThat(wire.last().has("components")).isFalse();
  }

  @Test
  void givenOneKeyTwice_whenSent_thenTheMessageStandsOnce() {
    discord.fault(DiscordFault.on(POST).times(4).dropAfter());
    var lost =
        catchThrowableOfType(
            ChatException.class, () -> mouth.send(channel, say("x"), Optional.empty(), "same"));
    assertThat(lost.failure()).isInstanceOf(ChatFailure.Unavailable.class);
    discord.clearFaults();

    mouth.send(channel, say("x"), Optional.empty(), "same");

    assertThat(discord.messages(room)).hasSize(1);
  }

  @Test
  void givenAPostWhoseAnswerIsLost_whenSent_thenItIsNotRepeatedBehindOurBack() {
    var forum = guild.forum("forum");
    var target = ChannelId.of("discord", forum.id());
    send(target, say("one"), Optional.empty());
    discord.fault(DiscordFault.on("POST /channels/{channel_id}/threads").dropAfter());

    assertThat(failure(target, say("two"))).isInstanceOf(ChatFailure.Unavailable.class);

    assertThat(discord.threads(forum)).hasSize(2);
  }

  @Test
  void givenAContinuationAndAQuote_whenSent_thenTheyHangAtWhatTheyBelongTo() {
    var first = send(say("first https://evil.example"));
    send(channel, say("rest"), Optional.of(first));
    assertThat(last(room).replyTo()).contains(first.id());
    assertThat(wire.last().path("flags").asInt()).as("no preview of links").isEqualTo(4);
    var member = guild.member("amy");
    var reply = discord.say(room, member, "where?", first.id());
    send(
        new Part.Quote(
            "阿花 @everyone",
            "In Xiamen! @everyone " + member.mention(),
            Optional.of("在厦门！"),
            List.of(),
            "label",
            List.of(new Button.Ask("Reply", new Action.Reply(NOTE))),
            Optional.of(new MessageRef(channel, reply))));

    var seen = last(room);
    assertThat(seen.replyTo()).contains(reply);
    assertThat(seen.pings()).isEmpty();
    assertThat(seen.embeds().getFirst().author()).isEqualTo("阿花 @everyone");
    assertThat(seen.embeds().getFirst().description()).startsWith("In Xiamen! \\@everyone \\<\\@");
  }

  @Test
  void givenAnOutcome_whenPosted_thenTheReplyIsMarkedAndElseAnswered() {
    var reply = new MessageRef(channel, discord.say(room, guild.member("amy"), "nice"));
    var posted = new Part.Outcome(reply, Part.ReplyState.POSTED, "Posted on RedNote.");

    assertThat(send(posted)).isEqualTo(reply);
    assertThat(discord.messages(room)).hasSize(1);
    assertThat(
            discord.callCount(
                "PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me"))
        .isEqualTo(1);

    guild.denyBot(room, Right.ADD_REACTIONS);
    send(posted);
    assertThat(last(room).content()).isEqualTo("Posted on RedNote.");
    assertThat(last(room).replyTo()).contains(reply.id());

    send(new Part.Outcome(reply, Part.ReplyState.REFUSED, "RedNote said no."));
    assertThat(last(room).content()).isEqualTo("RedNote said no.");
  }

  @Test
  void givenAForumThatAsksForATag_whenANoteComes_thenAPostIsOpenedAndGoesOnThere() {
    var forum = guild.forum("forum", "notes", "other");
    guild.requireTag(forum, true);
    var target = ChannelId.of("discord", forum.id());

    var first =
        send(
            target,
            card("Milk tea " + "x".repeat(200), "Long queue.", pictures(2)),
            Optional.empty());
    var thread = discord.threads(forum).getFirst();
    assertThat(first.channel())
        .isEqualTo(new ChannelId("discord", forum.id(), Optional.of(thread.id())));
    assertThat(thread.name()).hasSizeLessThanOrEqualTo(100).startsWith("Milk tea");
    assertThat(wire.last().path("applied_tags").get(0).asText())
        .isEqualTo(guild.tag(forum, "notes"));
    assertThat(last(thread).id()).isEqualTo(first.id());
    assertThat(last(thread).files()).hasSize(2);

    var rest = send(target, say("and the rest"), Optional.of(first));
    assertThat(last(thread).content()).isEqualTo("and the rest");
    assertThat(rest.channel()).isEqualTo(first.channel());
    send(
        target,
        new Part.Quote(
            "a", "an answer", Optional.empty(), List.of(), "", List.of(), Optional.of(rest)),
        Optional.empty());
    assertThat(last(thread).replyTo()).contains(rest.id());
    assertThat(discord.threads(forum)).hasSize(1);
    assertThat(places.channelOf(thread.id())).isEqualTo(first.channel());
  }

  @Test
  void givenAForumThatBeganToAskForATag_whenANoteComes_thenItGetsOneAllTheSame() {
    var forum = guild.forum("forum", "notes");
    var target = ChannelId.of("discord", forum.id());
    send(target, card("One", "x", List.of()), Optional.empty());
    guild.requireTag(forum, true);

    send(target, card("Two", "x", List.of()), Optional.empty());

    assertThat(discord.threads(forum)).hasSize(2);
  }

  @Test
  void givenAForumWithoutTagsThatAsksForOne_whenANoteComes_thenTheAdminLearnsWhatToDo() {
    var forum = guild.forum("forum");
    guild.requireTag(forum, true);

    assertThat(failure(ChannelId.of("discord", forum.id()), card("One", "x", List.of())))
        .isInstanceOfSatisfying(
            ChatFailure.Closed.class,
            closed -> {
              assertThat(closed.cause()).isEqualTo(Cause.NOT_ALLOWED);
              assertThat(closed.detail()).contains("tag");
            });
  }

  @Test
  void givenAThread_whenArchivedOrLocked_thenItIsOpenedOrTheReasonIsSaid() {
    var thread = guild.thread(room, "talk");
    var target = places.channelOf(thread.id());
    assertThat(target).isEqualTo(new ChannelId("discord", room.id(), Optional.of(thread.id())));
    guild.archive(thread, true, true);
    assertThat(failure(target, say("hello")))
        .isInstanceOfSatisfying(
            ChatFailure.Closed.class,
            closed -> assertThat(closed.cause()).isEqualTo(Cause.TOPIC_CLOSED));

    guild.setRights(
        guild.botRole(), Right.VIEW_CHANNEL, Right.SEND_MESSAGES_IN_THREADS, Right.MANAGE_THREADS);
    send(target, say("hello"), Optional.empty());

    assertThat(last(thread).content()).isEqualTo("hello");
    assertThat(discord.callCount("PATCH /channels/{channel_id}")).isEqualTo(2);
  }

  @Test
  void givenAPerson_whenSpokenToAlone_thenTheChatIsOpenedOnceAndABlockIsUnderstood() {
    var amy = guild.member("amy");
    var alone = ChannelId.person("discord", amy.id());
    send(alone, say("one"), Optional.empty());
    send(alone, say("two"), Optional.empty());
    assertThat(discord.messages(discord.direct(amy))).hasSize(2);
    assertThat(discord.callCount("POST /users/@me/channels")).isEqualTo(1);
    assertThat(mouth.capabilities(alone).attachmentBytes()).isEqualTo(10 << 20);

    discord.refuseDirect(amy, true);
    assertThat(failure(alone, say("three"))).isEqualTo(new ChatFailure.Closed(Cause.BLOCKED, ""));
  }

  @Test
  void givenASecret_whenSentInPrivate_thenThePictureIsThereOnceAndGroupsNeverSeeIt() {
    var amy = guild.member("amy");
    var alone = ChannelId.person("discord", amy.id());
    var secret = new Part.Secret(new byte[] {1, 2, 3}, "Scan *this*");
    mouth.send(alone, secret, Optional.empty(), "s1");
    mouth.send(alone, secret, Optional.empty(), "s1");

    var seen = discord.messages(discord.direct(amy));
    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst().content()).contains("Scan \\*this\\*");
    assertThat(seen.getFirst().files())
        .singleElement()
        .satisfies(file -> {
          assertThat(file.name()).isEqualTo("code.png");
          assertThat(file.size()).isEqualTo(3);
        });

    assertThat(failure(channel, secret)).isInstanceOf(ChatFailure.Refused.class);
    assertThat(discord.messages(room)).isEmpty();
  }

  @Test
  void givenAPrivateAnswer_whenSent_thenOneReadsItAndTheRestFollows() {
    var press = discord.slash(room, guild.member("amy"), "list", Map.of());
    rest.call(
        Method.POST,
        Route.callback(press.id(), press.token()),
        Optional.of(
            JsonNodeFactory.instance
                .objectNode()
                .put("type", 5)
                .set("data", JsonNodeFactory.instance.objectNode().put("flags", 64))),
        List.of());
    var alone = new ChannelId("discord", "!" + press.id(), Optional.of(press.token()));

    var first = send(alone, say("one"), Optional.empty());
    send(alone, card("T", "two", pictures(1)), Optional.of(first));

    assertThat(press.messages()).hasSize(2);
    assertThat(press.messages()).allMatch(message -> message.onlyFor().isPresent());
    assertThat(press.messages().getFirst().content()).isEqualTo("one");
    assertThat(press.messages().getLast().files()).hasSize(1);

    var old = new ChannelId("discord", "!5", Optional.of("long-gone-token"));
    assertThat(failure(old, say("late"))).isEqualTo(new ChatFailure.Closed(Cause.TOO_LATE, ""));
  }

  @Test
  void givenAMissingPermission_whenSent_thenItIsNamedWithTheFix() {
    guild.denyBot(room, Right.EMBED_LINKS, Right.SEND_MESSAGES);

    assertThat(failure(channel, card("T", "x", List.of())))
        .isInstanceOfSatisfying(
            ChatFailure.Closed.class,
            closed ->
                assertThat(closed.detail())
                    .contains("Send Messages", "Embed Links", "the bot's role in this channel"));
  }

  @Test
  void givenACardWithPictures_whenItIsChanged_thenTheRequestNamesNoFilesAndTheyStay() {
    var sent = send(card("Old", "old", pictures(2)));
    var was = last(room);

    assertThat(mouth.edit(channel, sent, card("New", "new", List.of()))).isTrue();

    var seen = last(room);
    assertThat(seen.id()).isEqualTo(was.id());
    assertThat(seen.edited()).isTrue();
    assertThat(seen.files()).isEqualTo(was.files());
    assertThat(seen.embeds().getFirst().title()).isEqualTo("New");
    assertThat(seen.buttons()).hasSize(6);
    var form = wire.last();
    assertThat(form.has("attachments")).isFalse();
    assertThat(form.has("nonce")).isFalse();
    assertThat(form.path("allowed_mentions").toString())
        .isEqualTo("{\"parse\":[],\"replied_user\":false}");
  }

  @Test
  void givenAPostOfAForum_whenItWasPutAway_thenItIsOpenedAndChanged() {
    var place = guild.forum("forum");
    var forum = ChannelId.of("discord", place.id());
    var post = send(forum, card("Old", "old", List.of()), Optional.empty());
    var thread = discord.threads(place).getFirst();
    guild.archive(thread, true, false);

    assertThat(mouth.edit(forum, post, card("New", "new", List.of()))).isTrue();
    assertThat(last(thread).embeds().getFirst().title()).isEqualTo("New");

    guild.delete(thread);
    assertThat(mouth.edit(forum, post, card("Newer", "new", List.of()))).isFalse();
  }

  @Test
  void givenAMessageThatIsGoneOrAnothers_whenItShouldBeChanged_thenItIsLeftAlone() {
    var sent = send(say("x"));
    discord.delete(room, sent.id());
    assertThat(mouth.edit(channel, sent, say("y"))).isFalse();

    var anns = discord.say(room, guild.member("ann"), "hello");
    assertThat(mouth.edit(channel, new MessageRef(channel, anns), say("y"))).isFalse();
    assertThat(last(room).content()).isEqualTo("hello");

    var before = discord.callCount(EDIT);
    var elsewhere = new MessageRef(ChannelId.of("discord", "9"), sent.id());
    var secret = new ChannelId("discord", "!5", Optional.of("token"));
    assertThat(mouth.edit(channel, elsewhere, say("y"))).isFalse();
    assertThat(mouth.edit(secret, new MessageRef(secret, sent.id()), say("y"))).isFalse();
    assertThat(discord.callCount(EDIT)).isEqualTo(before);
  }

  @Test
  void givenTroubleWithAnEdit_whenItIsMade_thenTheFailureIsThatOfASend() {
    var sent = send(say("x"));

    discord.fault(DiscordFault.rateLimited(EDIT, Duration.ofSeconds(3), false));
    assertThat(editFailure(sent))
        .isInstanceOfSatisfying(
            ChatFailure.RateLimited.class,
            slow -> assertThat(slow.pause()).isGreaterThan(Duration.ofSeconds(1)));
  }

  @Test
  void givenAChannelThatWasDeleted_whenItsMessageShouldBeChanged_thenItIsGone() {
    var sent = send(say("x"));
    guild.delete(room);

    assertThat(editFailure(sent)).isEqualTo(new ChatFailure.Closed(Cause.GONE, ""));
  }

  private ChatFailure editFailure(MessageRef message) {
    return catchThrowableOfType(ChatException.class, () -> mouth.edit(channel, message, say("y")))
        .failure();
  }

  @Test
  void givenAChannelThatWasDeleted_whenSent_thenItIsGone() {
    guild.delete(room);
    assertThat(failure(channel, say("x"))).isEqualTo(new ChatFailure.Closed(Cause.GONE, ""));
    assertThat(failure(ChannelId.of("discord", "12345"), say("x")))
        .isEqualTo(new ChatFailure.Closed(Cause.GONE, ""));
  }

  @Test
  void givenA60MegabyteVideo_whenSent_thenTheWordsArriveWithoutIt() {
    var video = file(1, 60L << 20, "video/mp4");
    var small = file(2, 1_000, "image/png");

    send(card("T", "x", List.of(small, video)));
    assertThat(last(room).files()).extracting(SeenMessage.File::size).containsExactly(1_000L);

    // What fits by the rules may still be too much for Discord.
    discord.fault(DiscordFault.refused(POST, 413, 40005, "Request entity too large"));
    send(card("T", "x", List.of(small, file(3, 2_000, "image/png"))));
    assertThat(last(room).files()).extracting(SeenMessage.File::size).containsExactly(1_000L);

    send(new Part.Pictures(List.of(video), "", Optional.empty()));
    assertThat(last(room).content()).isEqualTo("…");
  }

  @Test
  void givenAnnouncementsAndMoreFilesThanFit_whenSent_thenTenArrive() {
    var news = guild.announcement("news");
    send(
        ChannelId.of("discord", news.id()),
        new Part.Pictures(pictures(12), "Lulu — *Tea*", Optional.empty()),
        Optional.empty());

    assertThat(last(news).files()).hasSize(10);
    assertThat(last(news).content()).isEqualTo("Lulu — \\*Tea\\*");
  }

  @Test
  void givenTextsOfEveryLength_whenSent_thenNoLimitIsBroken() {
    for (var sign : List.of("a", "*", "😀", "长", " ", "\n", "https://x.example/a_b ", "\u200B")) {
      var long1 = sign.repeat(9_000);
      var asides =
          IntStream.range(0, 40).mapToObj(_ -> new Part.Aside(long1, sign, long1)).toList();
      send(
          new Part.Card(
              new Part.Subject("n1", PAGE, long1, "video"),
              long1,
              long1,
              List.of(long1, sign),
              Optional.empty(),
              asides,
              long1,
              List.of(),
              List.of(new Button.Ask(long1, new Action.Reply(NOTE)), new Button.Open(sign, PAGE)),
              Optional.empty()));
      send(
          new Part.Quote(
              long1, long1, Optional.empty(), asides, long1, List.of(), Optional.empty()));
      send(say(long1));
      send(new Part.Quote("", "", Optional.empty(), List.of(), "", List.of(), Optional.empty()));
    }
    assertThat(discord.messages(room)).hasSize(32);
  }

  @Test
  void givenHostileTexts_whenSent_thenNothingPingsAndNothingMeansAnything() {
    var seed = Long.getLong("bridge.test.seed", System.nanoTime());
    var random = new Random(seed);
    for (int i = 0; i < 10_000 / 20; i++) {
      var texts = new ArrayList<String>();
      for (int n = 0; n < 20; n++) {
        texts.add(HostileTexts.random(random));
      }
      send(
          new Part.Card(
              new Part.Subject("n1", PAGE, texts.get(0), "slideshow"),
              texts.get(1),
              String.join("\n", texts.subList(2, 6)),
              texts.subList(6, 8),
              Optional.empty(),
              List.of(new Part.Aside(texts.get(8), texts.get(9), texts.get(10))),
              texts.get(11),
              List.of(),
              List.of(),
              Optional.empty()));
      check(last(room), seed, i);
      send(
          new Part.Quote(
              texts.get(12),
              texts.get(13) + texts.get(14),
              Optional.empty(),
              List.of(),
              texts.get(15),
              List.of(),
              Optional.empty()));
      check(last(room), seed, i);
      send(say(String.join("\n", texts.subList(16, 20))));
      check(last(room), seed, i);
    }
  }

  private static void check(SeenMessage seen, long seed, int round) {
    var context = "-Dbridge.test.seed=" + seed + ", round " + round;
    assertThat(seen.pings()).as(context).isEmpty();
    var formatted = new ArrayList<>(List.of(seen.content()));
    for (var embed : seen.embeds()) {
      formatted.addAll(List.of(embed.title(), embed.description()));
      embed.fields().forEach(field -> formatted.addAll(List.of(field.name(), field.value())));
      assertThat(embed.url()).as(context).isIn("", PAGE.toString());
    }
    for (var text : formatted) {
      assertThat(Reader.read(text).meaning()).as(context + ": " + text).isEmpty();
    }
  }

  @Test
  void givenABoostedServer_whenAsked_thenItTakesLargerFiles() {
    assertThat(mouth.capabilities(channel).attachmentBytes()).isEqualTo(10 << 20);
    discord.fault(
        DiscordFault.on("GET /guilds/{guild_id}").status(200, "{\"id\":\"1\",\"premium_tier\":3}"));
    assertThat(
            new Mouth(rest, new Places(rest, Clock.systemUTC()))
                .capabilities(channel)
                .attachmentBytes())
        .isEqualTo(100 << 20);
  }

  @Test
  void givenAFullBucket_whenSent_thenTheLaneIsToldHowLong() {
    discord.fault(DiscordFault.rateLimited(POST, Duration.ofSeconds(2), false));
    assertThat(failure(channel, say("x")))
        .isEqualTo(new ChatFailure.RateLimited(Duration.ofSeconds(2)));
  }
}
