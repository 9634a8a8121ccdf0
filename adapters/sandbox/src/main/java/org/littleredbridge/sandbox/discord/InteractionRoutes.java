package org.littleredbridge.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// Answers to interactions over REST. Source:
/// https://docs.discord.com/developers/interactions/receiving-and-responding
final class InteractionRoutes {
  private static final int MESSAGE = 4;
  private static final int LATER = 5;
  private static final int UPDATE_LATER = 6;
  private static final int UPDATE = 7;
  private static final int CHOICES = 8;
  private static final int FORM = 9;
  private static final int MOST_CHOICES = 25;
  private final World world;
  private final Interactions interactions;
  private final Messages messages;
  private final long mostBytes;

  InteractionRoutes(World world, Interactions interactions, Messages messages, long mostBytes) {
    this.world = world;
    this.interactions = interactions;
    this.messages = messages;
    this.mostBytes = mostBytes;
  }

  List<Route> routes() {
    var hook = "/webhooks/{webhook_id}/{webhook_token}";
    var one = hook + "/messages/{message_id}";
    return List.of(
        Route.of(
            "POST",
            "/interactions/{interaction_id}/{interaction_token}/callback",
            true,
            this::respond),
        Route.of("POST", hook, true, this::follow),
        Route.of("GET", hook + "/messages/@original", true, call -> get(call, original(call))),
        Route.of("PATCH", hook + "/messages/@original", true, call -> edit(call, original(call))),
        Route.of(
            "DELETE", hook + "/messages/@original", true, call -> delete(call, original(call))),
        Route.of("GET", one, true, call -> get(call, call.at("message_id"))),
        Route.of("PATCH", one, true, call -> edit(call, call.at("message_id"))),
        Route.of("DELETE", one, true, call -> delete(call, call.at("message_id"))));
  }

  private Answer respond(Call call) {
    var state =
        interactions
            .withToken(call.at("interaction_token"))
            .filter(found -> found.id.equals(call.at("interaction_id")))
            .orElseThrow(InteractionRoutes::unknown);
    if (state.response().isEmpty() && state.tooLateToAnswer(world.clock.instant())) {
      throw unknown();
    }
    var form = call.object();
    int type = form.path("type").asInt();
    var data = form.path("data") instanceof ObjectNode object ? object : Json.object();
    check(state, type, data, call.files());
    state.respond(new InteractionState.Response(type, data));
    var shown = act(state, type, data, call.files());
    return call.query().getOrDefault("with_response", "").equals("true")
        ? Answer.ok(told(state, type, shown))
        : Answer.nothing();
  }

  private static Refusal unknown() {
    return new Refusal(404, 10062, "Unknown interaction");
  }

  private void check(InteractionState state, int type, ObjectNode data, List<Upload> files) {
    boolean pressed = state.message.isPresent();
    boolean fits =
        switch (type) {
          case MESSAGE, LATER -> state.type != InteractionState.AUTOCOMPLETE;
          case UPDATE_LATER, UPDATE -> pressed;
          case CHOICES -> state.type == InteractionState.AUTOCOMPLETE;
          case FORM ->
              state.type == InteractionState.COMMAND || state.type == InteractionState.COMPONENT;
          default -> false;
        };
    var errors = new FormErrors();
    if (!fits) {
      errors.add(
          "type",
          "INTERACTION_APPLICATION_COMMAND_INVALID_CALLBACK_TYPE",
          "Callback type is invalid for this interaction.");
    }
    switch (type) {
      case MESSAGE -> {
        MessageRules.check(data, files, mostBytes);
        MessageRules.checkNotEmpty(data, files.size());
      }
      case UPDATE -> MessageRules.check(data, files, mostBytes);
      case CHOICES -> choices(data.path("choices"), errors);
      case FORM -> form(data, errors);
      default -> {}
    }
    errors.check();
  }

  private static void choices(JsonNode choices, FormErrors errors) {
    if (!choices.isArray()) {
      errors.required("data.choices");
    }
    if (choices.size() > MOST_CHOICES) {
      errors.add("data.choices", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
    }
    for (int i = 0; i < choices.size(); i++) {
      for (var part : List.of("name", "value")) {
        int length = MessageRules.length(choices.path(i).path(part).asText());
        if (length < 1 || length > 100) {
          errors.add(
              "data.choices.%d.%s".formatted(i, part),
              "BASE_TYPE_BAD_LENGTH",
              "Must be between 1 and 100 in length.");
        }
      }
    }
  }

  private static void form(JsonNode data, FormErrors errors) {
    for (var field : List.of("custom_id", "title")) {
      int length = MessageRules.length(data.path(field).asText());
      if (length < 1 || length > (field.equals("title") ? 45 : 100)) {
        errors.add("data." + field, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 45 in length.");
      }
    }
    int rows = data.path("components").size();
    if (rows < 1 || rows > 5) {
      errors.add("data.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
    }
  }

  private Optional<StoredMessage> act(
      InteractionState state, int type, ObjectNode data, List<Upload> files) {
    return switch (type) {
      case MESSAGE -> Optional.of(write(state, data, files, 0, true));
      case LATER -> Optional.of(write(state, data, List.of(), MessageRules.LOADING, true));
      case UPDATE_LATER -> {
        state.message.ifPresent(id -> state.wrote(id, true));
        yield Optional.empty();
      }
      case UPDATE -> {
        state.message.ifPresent(id -> state.wrote(id, true));
        yield state.message.flatMap(id -> messages.edit(state.channel, id, data, files));
      }
      default -> Optional.empty();
    };
  }

  private StoredMessage write(
      InteractionState state, ObjectNode form, List<Upload> files, int flag, boolean first) {
    int flags = form.path("flags").asInt() | flag;
    var extra = interactions.marks(state).put("flags", flags);
    boolean secret = (flags & MessageRules.EPHEMERAL) != 0;
    var written =
        messages.post(
            world.ids.next(),
            state.channel,
            world.bot,
            new Messages.Draft(
                form, files, secret ? Optional.of(state.user.id()) : Optional.empty(), extra));
    state.wrote(written.id(), first);
    return written;
  }

  private static ObjectNode told(InteractionState state, int type, Optional<StoredMessage> shown) {
    var json = Json.object();
    var interaction = json.putObject("interaction").put("id", state.id).put("type", state.type);
    var resource = json.putObject("resource").put("type", type);
    shown.ifPresent(message -> {
      int flags = message.json().path("flags").asInt();
      interaction
          .put("response_message_id", message.id())
          .put("response_message_loading", (flags & MessageRules.LOADING) != 0)
          .put("response_message_ephemeral", (flags & MessageRules.EPHEMERAL) != 0);
      resource.set("message", message.json());
    });
    return json;
  }

  private InteractionState answered(Call call) {
    var state =
        interactions
            .withToken(call.at("webhook_token"))
            .filter(_ -> call.at("webhook_id").equals(world.bot.id()))
            .orElseThrow(() -> new Refusal(404, 10015, "Unknown Webhook"));
    if (state.expired(world.clock.instant())) {
      throw new Refusal(401, 50027, "Invalid Webhook Token");
    }
    if (state.response().isEmpty()) {
      throw new Refusal(404, 10015, "Unknown Webhook");
    }
    return state;
  }

  private String original(Call call) {
    return answered(call).original().orElseThrow(Refusal::unknownMessage);
  }

  private Answer follow(Call call) {
    var state = answered(call);
    var form = call.object();
    MessageRules.check(form, call.files(), mostBytes);
    MessageRules.checkNotEmpty(form, call.files().size());
    // The first follow-up to a deferred answer fills that answer.
    var waiting =
        state
            .original()
            .flatMap(state.channel::message)
            .filter(m -> (m.json().path("flags").asInt() & MessageRules.LOADING) != 0);
    if (waiting.isPresent()) {
      return edit(call, waiting.get().id());
    }
    return Answer.ok(write(state, form, call.files(), 0, false).json());
  }

  private StoredMessage own(Call call, String id) {
    var state = answered(call);
    return Optional.of(id)
        .filter(state.written::contains)
        .flatMap(state.channel::message)
        .orElseThrow(Refusal::unknownMessage);
  }

  private Answer get(Call call, String id) {
    return Answer.ok(own(call, id).json());
  }

  private Answer edit(Call call, String id) {
    var state = answered(call);
    var old = own(call, id);
    MessageRules.check(call.object(), call.files(), mostBytes);
    var changed =
        messages
            .edit(state.channel, old.id(), call.object(), call.files())
            .orElseThrow(Refusal::unknownMessage);
    state.touched();
    return Answer.ok(changed.json());
  }

  private Answer delete(Call call, String id) {
    var state = answered(call);
    messages.delete(state.channel, own(call, id).id());
    state.touched();
    return Answer.nothing();
  }
}
