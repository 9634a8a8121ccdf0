package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Something somebody did that the bot should answer, and what the bot answered. May be used from
/// any thread.
public final class SandboxInteraction {
  private final InteractionState state;

  SandboxInteraction(InteractionState state) {
    this.state = state;
  }

  /// Its snowflake.
  public String id() {
    return state.id;
  }

  /// Its secret token.
  public String token() {
    return state.token;
  }

  /// The number of the callback's type (4 message, 5 later, 6 update later, 7 update, 8 choices, 9
  /// form), as soon as there is one; empty when the time is over first.
  public Optional<Integer> awaitResponse(Duration most) {
    return state.await(state::response, most).map(InteractionState.Response::type);
  }

  /// The first message that answers it and is not a promise; empty when the time is over first.
  public Optional<SeenMessage> awaitMessage(Duration most) {
    return state.await(() -> messages().stream().filter(m -> !m.loading()).findFirst(), most);
  }

  /// What the person sees offered while typing; empty when the time is over first.
  public Optional<List<String>> awaitChoices(Duration most) {
    return state
        .await(() -> state.response().filter(response -> response.type() == 8), most)
        .map(response -> names(response.data().path("choices")));
  }

  /// The form the person is shown, as the bot sent it; empty when the time is over first.
  public Optional<JsonNode> awaitForm(Duration most) {
    return state
        .await(() -> state.response().filter(response -> response.type() == 9), most)
        .map(InteractionState.Response::data);
  }

  /// All messages that answer it, promises among them, in the order they were written.
  public List<SeenMessage> messages() {
    return state.written.stream()
        .distinct()
        .flatMap(id -> state.channel.message(id).stream())
        .map(SeenMessage::of)
        .toList();
  }

  private static List<String> names(JsonNode choices) {
    var names = new ArrayList<String>();
    choices.forEach(choice -> names.add(choice.path("name").asText()));
    return List.copyOf(names);
  }
}
