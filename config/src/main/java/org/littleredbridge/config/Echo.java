package org.littleredbridge.config;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Member;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Messenger;
import org.littleredbridge.chat.MessengerCapabilities;
import org.littleredbridge.chat.MessengerState;
import org.littleredbridge.chat.Part;
import org.littleredbridge.chat.Sent;

/// Shows in the terminal what a messenger was given, a line a message. For the demo only: elsewhere
/// what people write has no place in a terminal.
final class Echo implements Messenger {
  private final Messenger messenger;
  private final PrintStream out;

  Echo(Messenger messenger, PrintStream out) {
    this.messenger = messenger;
    this.out = out;
  }

  @Override
  public String name() {
    return messenger.name();
  }

  @Override
  public List<String> connections() {
    return messenger.connections();
  }

  @Override
  public Listening listen(String connection, Listener listener) {
    return messenger.listen(connection, listener);
  }

  @Override
  public MessengerCapabilities capabilities(ChannelId channel) {
    return messenger.capabilities(channel);
  }

  @Override
  public Sent send(ChannelId channel, Part part, Optional<MessageRef> after, String key) {
    var sent = messenger.send(channel, part, after, key);
    print(channel, part, "");
    return sent;
  }

  @Override
  public boolean edit(ChannelId channel, MessageRef message, Part part) {
    var changed = messenger.edit(channel, message, part);
    if (changed) {
      print(channel, part, "(changed) ");
    }
    return changed;
  }

  private void print(ChannelId channel, Part part, String before) {
    var line =
        switch (part) {
          case Part.Card card -> card.subject().creator() + ": " + heading(card);
          case Part.Pictures pictures -> pictures.caption();
          case Part.Quote quote -> quote.author() + " answers: " + quote.text();
          case Part.Digest digest -> "Little Red Bridge: " + digest.heading();
          case Part.Say say -> "Little Red Bridge: " + say.text();
          case Part.Secret secret -> "Little Red Bridge: " + secret.text();
          case Part.Outcome outcome -> "Little Red Bridge: " + outcome.text();
        };
    out.println("[" + channel.chat() + "] " + before + oneLine(line));
  }

  @Override
  public boolean manages(ChannelId channel, Member member) {
    return messenger.manages(channel, member);
  }

  @Override
  public MessengerState state() {
    return messenger.state();
  }

  @Override
  public void close() {
    messenger.close();
  }

  private static String heading(Part.Card card) {
    return card.title().isEmpty() ? card.body() : card.title();
  }

  /// Control characters of a note must not steer the terminal.
  private static String oneLine(String text) {
    var line = text.replaceAll("[\\p{Cc}\\p{Cf}\\s&&[^\\u200d]]+", " ").strip();
    return line.codePointCount(0, line.length()) <= 100
        ? line
        : line.substring(0, line.offsetByCodePoints(0, 99)) + "…";
  }
}
