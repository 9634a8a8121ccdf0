package org.littleredbridge.command;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.littleredbridge.translate.Budget;
import org.littleredbridge.translate.EngineState;
import org.littleredbridge.translate.TranslationChain;

/// What was sent to paid translation today, and how the engines are, for `status`.
record SpentWords(TranslationChain translations) {
  private static final DateTimeFormatter UNTIL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  /// For whoever asks; nothing where nothing is paid for.
  List<String> here(Call call) {
    if (translations.states().stream().noneMatch(EngineState::metered)) {
      return List.of();
    }
    var account = Budget.community(call.given().community().key());
    var spent = translations.budget().today().getOrDefault(account, 0L);
    return List.of(
        call.say(
            "status.spent-here", said(call, spent, translations.budget().limits().community())));
  }

  /// For those who run the bridge: everything, and each engine.
  List<String> inAll(Call call) {
    var lines = new ArrayList<String>();
    var today = translations.budget().today();
    var limits = translations.budget().limits();
    var states = translations.states();
    if (states.stream().anyMatch(EngineState::metered)) {
      var spent = today.getOrDefault(Budget.ALL, 0L);
      lines.add(call.say("status.spent-all", said(call, spent, limits.all())));
    }
    for (var state : states) {
      if (state.metered()) {
        var spent = today.getOrDefault(Budget.engine(state.name()), 0L);
        var limit = Optional.ofNullable(limits.engines().get(state.name()));
        lines.add(call.say("status.spent-engine", state.name(), said(call, spent, limit)));
      }
      state.restsUntil().ifPresent(until -> lines.add(rest(call, state.name(), until)));
    }
    return lines;
  }

  private static String rest(Call call, String engine, Instant until) {
    return until.equals(Instant.MAX)
        ? call.say("status.engine-off", engine)
        : call.say("status.engine-rests", engine, UNTIL.format(until));
  }

  private static String said(Call call, long spent, Optional<Long> limit) {
    return limit
        .map(most -> call.say("status.spent-of", spent, most))
        .orElseGet(() -> call.say("status.spent", spent));
  }
}
