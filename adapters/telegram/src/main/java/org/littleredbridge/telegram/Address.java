package org.littleredbridge.telegram;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.littleredbridge.chat.MessageRef;
import org.telegram.telegrambots.meta.api.objects.ReplyParameters;

/// Where a message goes and what it answers.
record Address(Place place, Optional<MessageRef> answers) {
  String chat() {
    return Long.toString(place.chat());
  }

  /// The topic, in telegrambots' way: null for none.
  @Nullable Integer topic() {
    return place.topic().orElse(null);
  }

  /// What was deleted meanwhile must not keep the message back,
  /// https://core.telegram.org/bots/api#replyparameters .
  @Nullable ReplyParameters reply() {
    return answers
        .map(place::numberOf)
        .filter(number -> number.isPresent())
        .map(number ->
            ReplyParameters.builder()
                .messageId(number.getAsInt())
                .allowSendingWithoutReply(true)
                .build())
        .orElse(null);
  }

  Address answering(Optional<MessageRef> message) {
    return new Address(place, message);
  }
}
