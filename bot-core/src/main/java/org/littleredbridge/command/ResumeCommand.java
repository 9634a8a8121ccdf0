package org.littleredbridge.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.littleredbridge.chat.ChannelId;
import org.littleredbridge.chat.Suggestion;
import org.littleredbridge.follow.Rights;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.SourceHealth;
import org.littleredbridge.health.Sources;

/// `resume [account]`: a person has dealt with what stopped this channel or the gateway; both go
/// on. The gateways are everybody's, so who manages one channel alone does not decide about it.
final class ResumeCommand implements Command {
  private final Sources sources;
  private final Rights rights;

  ResumeCommand(Sources sources, Rights rights) {
    this.sources = sources;
    this.rights = rights;
  }

  @Override
  public String name() {
    return "resume";
  }

  @Override
  public boolean changesThings(String argument) {
    return true;
  }

  @Override
  public Argument takes() {
    return Argument.OPTIONAL;
  }

  @Override
  public boolean suggests() {
    return true;
  }

  @Override
  public List<Suggestion> suggest(ChannelId channel, String begun, Locale language) {
    return accounts(stopped(""))
        .filter(account -> account.startsWith(begun.toLowerCase(Locale.ROOT)))
        .map(account -> new Suggestion(account, account))
        .toList();
  }

  @Override
  public String run(Call call) {
    var account = call.argument().toLowerCase(Locale.ROOT);
    if (!account.isEmpty() && accounts(sources.guards()).noneMatch(account::equals)) {
      return call.say("resume.unknown", names(sources.guards()));
    }
    // The desk has resumed the channel already: whoever speaks shows that it is open.
    var stopped = stopped(account);
    return stopped.isEmpty()
        ? Pauses.of(call).orElseGet(() -> call.say("resume.nothing", names(sources.guards())))
        : Pauses.before(call, gateways(call, stopped));
  }

  private String gateways(Call call, List<GuardedPlatform> stopped) {
    if (!rights.mayResume(call.channel(), call.member())) {
      return call.say("resume.operators", names(stopped));
    }
    // Who has solved a captcha of one account has not read the warning of another.
    if (accounts(stopped).count() > 1) {
      return call.say("resume.which", names(stopped), stopped.getFirst().account());
    }
    var loggedOut =
        stopped.stream()
            .filter(Desk::givesCodes)
            .anyMatch(guard -> guard.health().state() == SourceHealth.State.LOGIN_REQUIRED);
    stopped.forEach(GuardedPlatform::resume);
    var done = call.say("resume.done", names(stopped));
    return loggedOut ? done + " " + call.say("login.where") : done;
  }

  private static String names(List<GuardedPlatform> guards) {
    return accounts(guards).collect(Collectors.joining(", "));
  }

  private static Stream<String> accounts(List<GuardedPlatform> guards) {
    return guards.stream().map(GuardedPlatform::account).distinct();
  }

  /// @param account empty: of all
  private List<GuardedPlatform> stopped(String account) {
    return sources.guards().stream()
        .filter(guard -> account.isEmpty() || guard.account().equals(account))
        .filter(guard -> guard.health().state() != SourceHealth.State.WELL)
        .toList();
  }
}
