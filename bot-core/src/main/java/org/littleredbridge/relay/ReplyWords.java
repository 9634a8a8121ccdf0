package org.littleredbridge.relay;

import java.util.Locale;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.MessageRef;
import org.littleredbridge.chat.Part.ReplyState;
import org.littleredbridge.deliver.Cargo;
import org.littleredbridge.follow.ChannelLanguage;
import org.littleredbridge.wording.Wording;

/// What a member is told about a reply, in the channel's language.
record ReplyWords(Wording wording, ChannelLanguage languages) {
  Cargo.Outcome outcome(MessageRef reply, ReplyState state, String key, Object... arguments) {
    return new Cargo.Outcome(reply, state, say(reply.channel(), key, arguments));
  }

  String say(ChannelId channel, String key, Object... arguments) {
    return wording.say(language(channel), key, arguments);
  }

  Locale language(ChannelId channel) {
    return languages.of(channel);
  }
}
