package org.littleredbridge.telegram;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.littleredbridge.chat.MenuEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.commands.SetMyCommands;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScope;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeAllChatAdministrators;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeAllPrivateChats;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeDefault;

/// Tells Telegram the commands that it lists for people,
/// https://core.telegram.org/bots/api#setmycommands : all of them to administrators and in private
/// chats, the others' own to everybody, in each language that there is. It goes on trying beside
/// everything else.
final class Menu implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Menu.class);
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,32}");
  private static final int MOST = 100;
  private static final int LONGEST = 256;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final BotApi api;
  private final AtomicBoolean started = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Duration firstPause;

  Menu(BotApi api) {
    this(api, FIRST_PAUSE);
  }

  Menu(BotApi api, Duration firstPause) {
    this.api = api;
    this.firstPause = firstPause;
  }

  /// Returns at once; registers once.
  void register(Supplier<List<MenuEntry>> entries) {
    if (started.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("telegram-menu")
          .start(() -> {
            try {
              run(calls(entries.get()));
            } catch (RuntimeException e) {
              log.atError().setCause(e).log("commands not registered by a fault of the bridge");
            }
          });
    }
  }

  private void run(List<SetMyCommands> calls) {
    var left = calls;
    var pause = firstPause;
    try {
      while (true) {
        var again = new ArrayList<SetMyCommands>();
        var wait = Duration.ZERO;
        for (var call : left) {
          var asked = failed(call);
          if (asked.isPresent()) {
            again.add(call);
            wait = asked.get().compareTo(wait) > 0 ? asked.get() : wait;
          }
        }
        left = again;
        if (left.isEmpty()) {
          log.atInfo().addKeyValue("lists", calls.size()).log("commands registered");
          return;
        }
        wait = wait.compareTo(pause) > 0 ? wait : pause;
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                ? LONGEST_PAUSE
                : pause.multipliedBy(2);
        if (closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return how long to wait before the next try; empty when it went well
  private Optional<Duration> failed(SetMyCommands call) {
    try {
      api.ask(call, Boolean.class);
      return Optional.empty();
    } catch (BotApiException e) {
      log.atWarn()
          .addKeyValue("scope", call.getScope().getType())
          .addKeyValue("reason", e.getMessage())
          .log("commands are not registered yet");
      return Optional.of(e.retryAfter().orElse(Duration.ZERO));
    }
  }

  static List<SetMyCommands> calls(List<MenuEntry> entries) {
    var fitting = entries.stream().filter(entry -> NAME.matcher(entry.name()).matches()).toList();
    if (fitting.size() < entries.size()) {
      log.atWarn().addKeyValue("count", entries.size() - fitting.size()).log("commands left out");
    }
    var open = fitting.stream().filter(entry -> !entry.managersOnly()).toList();
    var calls = new ArrayList<SetMyCommands>();
    calls.addAll(calls(new BotCommandScopeDefault(), open));
    calls.addAll(calls(new BotCommandScopeAllChatAdministrators(), fitting));
    calls.addAll(calls(new BotCommandScopeAllPrivateChats(), fitting));
    return calls;
  }

  private static List<SetMyCommands> calls(BotCommandScope scope, List<MenuEntry> entries) {
    if (entries.isEmpty()) {
      return List.of();
    }
    var languages = new TreeSet<String>();
    entries.forEach(
        entry -> entry.descriptions().keySet().forEach(l -> languages.add(l.getLanguage())));
    languages.remove(Locale.ENGLISH.getLanguage());
    languages.removeIf(language -> language.length() != 2);
    var calls = new ArrayList<SetMyCommands>();
    calls.add(call(scope, entries, Locale.ENGLISH).build());
    for (var language : languages) {
      calls.add(call(scope, entries, Locale.of(language)).languageCode(language).build());
    }
    return calls;
  }

  private static SetMyCommands.SetMyCommandsBuilder<?, ?> call(
      BotCommandScope scope, List<MenuEntry> entries, Locale language) {
    return SetMyCommands.builder()
        .scope(scope)
        .commands(
            entries.stream()
                .limit(MOST)
                .map(entry -> new BotCommand(entry.name(), description(entry, language)))
                .toList());
  }

  private static String description(MenuEntry entry, Locale language) {
    var words =
        entry.descriptions().entrySet().stream()
            .filter(known -> known.getKey().getLanguage().equals(language.getLanguage()))
            .map(known -> known.getValue())
            .filter(known -> !known.isBlank())
            .findFirst()
            .or(() -> Optional.ofNullable(entry.descriptions().get(Locale.ENGLISH)))
            .filter(known -> !known.isBlank())
            .orElse(entry.name());
    return PartText.cut(words, LONGEST);
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
