package org.littleredbridge.telegram;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.updates.GetUpdates;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

/// One question for updates, https://core.telegram.org/bots/api#getupdates , that reads each update
/// of the answer by itself: telegrambots reads all or nothing, and would ask for a batch with one
/// that it cannot read for ever.
final class Poll extends GetUpdates {
  static final int MOST = 100;

  private static final Logger log = LoggerFactory.getLogger(Poll.class);
  private static final List<String> KINDS =
      List.of("message", "channel_post", "callback_query", "my_chat_member", "chat_member");
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      // The whole answer is bounded; a deep update must not spoil its neighbours.
                      StreamReadConstraints.builder().maxNestingDepth(1_000_000).build())
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final transient Unread unread;
  private final transient Runnable answered;

  /// @param unread what could not be read before
  /// @param answered runs when an answer can be read
  Poll(int offset, int seconds, Unread unread, Runnable answered) {
    this.unread = unread;
    this.answered = answered;
    setOffset(offset);
    setTimeout(seconds);
    setLimit(unread.limit());
    setAllowedUpdates(KINDS);
  }

  @Override
  public ArrayList<Update> deserializeResponse(String answer) throws TelegramApiRequestException {
    var list = list(answer);
    var updates = new ArrayList<Update>();
    for (var node : list) {
      if (node.path("update_id").canConvertToInt() && node.path("update_id").isIntegralNumber()) {
        updates.add(update(node));
      } else {
        log.atWarn().log("telegram sent an update without an id");
      }
    }
    return updates;
  }

  private JsonNode list(String answer) throws TelegramApiRequestException {
    try {
      var tree = MAPPER.readTree(answer);
      if (tree.path("ok").asBoolean() && tree.path("result").isArray()) {
        unread.read();
        answered.run();
        return tree.path("result");
      }
    } catch (JsonProcessingException e) {
      // Falls through: both cases are an answer that cannot be read.
      log.atDebug().addKeyValue("fault", e.getClass().getSimpleName()).log("poll is no JSON");
    }
    var skipped = unread.failed(answer);
    if (skipped.isPresent()) {
      var only = MAPPER.createArrayNode();
      only.addObject().put("update_id", skipped.getAsInt());
      return only;
    }
    throw new TelegramApiRequestException("an answer to getUpdates that cannot be read");
  }

  /// An update that cannot be read is one that says nothing, so that it is confirmed and does not
  /// come again.
  private static Update update(JsonNode node) {
    try {
      return MAPPER.treeToValue(node, Update.class);
    } catch (JsonProcessingException | RuntimeException | StackOverflowError e) {
      log.atWarn()
          .addKeyValue("update", node.path("update_id").asInt())
          .addKeyValue("fault", e.getClass().getSimpleName())
          .log("update cannot be read and is passed over");
      var empty = new Update();
      empty.setUpdateId(node.path("update_id").asInt());
      return empty;
    }
  }
}
