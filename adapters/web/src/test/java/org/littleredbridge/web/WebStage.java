package org.littleredbridge.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.ChatStage;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Messenger;

/// The browser's chat, seen through its own HTTP interface.
final class WebStage implements ChatStage {
  private static final String MEMBER = "Ann";

  private final MemoryTranscript transcript = new MemoryTranscript();
  private Browser browser = started();

  private Browser started() {
    return Browser.started(
        Browser.config(Optional.empty(), true), transcript, Duration.ofSeconds(15));
  }

  @Override
  public Messenger messenger() {
    return browser.web;
  }

  @Override
  public void restart() {
    browser.close();
    browser = started();
  }

  @Override
  public ChannelId channel() {
    return Rooms.id("lobby");
  }

  @Override
  public ChannelId other() {
    return Rooms.id("tea");
  }

  @Override
  public List<Visible> shown(ChannelId channel) {
    var messages = browser.get(path(channel) + "?limit=1000").json();
    if (!messages.isArray()) {
      return List.of();
    }
    return StreamSupport.stream(messages.spliterator(), false)
        .filter(message -> !message.path("from").asText().equals("member"))
        .map(WebStage::visible)
        .toList();
  }

  private static Visible visible(JsonNode message) {
    var bridge = message.path("from").asText().equals("bridge");
    // The page puts all of this into text nodes; PageTest sees to that in a real browser.
    var texts =
        bridge
            ? Stream.of("text", "label").map(f -> message.path(f).asText())
            : Stream.concat(
                Stream.of("author", "title", "body", "label").map(f -> message.path(f).asText()),
                Stream.of("tags", "footnotes").flatMap(f -> leaves(message.path(f))));
    return new Visible(
        message.path("id").asText(),
        texts.filter(text -> !text.isEmpty()).collect(Collectors.joining("\n")),
        message.path("media").size(),
        List.of(),
        List.of(),
        List.of(),
        Optional.ofNullable(message.path("replyTo").textValue()));
  }

  @Override
  public boolean linksNotes() {
    return false;
  }

  private static Stream<String> leaves(JsonNode node) {
    return node.isContainerNode()
        ? StreamSupport.stream(node.spliterator(), false).flatMap(WebStage::leaves)
        : Stream.of(node.asText());
  }

  @Override
  public MessageRef says(ChannelId channel, String text, Optional<MessageRef> replyTo) {
    var posting = Answers.JSON.createObjectNode().put("text", text).put("author", MEMBER);
    replyTo.ifPresent(to -> posting.put("replyTo", to.id()));
    var answer = browser.post(path(channel), posting.toString());
    if (answer.status() != 201) {
      throw new AssertionError("answered " + answer.status());
    }
    return new MessageRef(channel, answer.json().path("id").asText());
  }

  @Override
  public void commands(ChannelId channel, String words) {
    says(channel, "/" + words, Optional.empty());
  }

  private static String path(ChannelId channel) {
    return "/api/channels/" + channel.chat() + "/messages";
  }

  @Override
  public String member() {
    return MEMBER;
  }

  @Override
  public void promote() {
    // Whoever can open the page runs it.
  }

  @Override
  public boolean hasButtons() {
    return false;
  }

  @Override
  public void presses(MessageRef message, String code) {
    throw new UnsupportedOperationException("the browser has no buttons");
  }

  @Override
  public List<String> toldPrivately() {
    return List.of();
  }

  @Override
  public List<Trouble> troubles() {
    return List.of(Trouble.BROKEN, Trouble.ANSWER_LOST);
  }

  @Override
  public void trouble(ChannelId channel, Trouble trouble) {
    Runnable once =
        () -> {
          transcript.beforeAdd = () -> {};
          transcript.afterAdd = () -> {};
          throw new IllegalStateException("the disk is full");
        };
    if (trouble == Trouble.ANSWER_LOST) {
      transcript.afterAdd = once;
    } else {
      transcript.beforeAdd = once;
    }
  }

  @Override
  public boolean knowsKeys() {
    return true;
  }

  @Override
  public boolean handsOverAgain() {
    return false;
  }

  @Override
  public void close() {
    browser.close();
  }
}
