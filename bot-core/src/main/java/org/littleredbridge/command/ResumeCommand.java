package org.littleredbridge.command;

import java.util.List;
import java.util.stream.Collectors;
import org.littleredbridge.follow.Rights;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.SourceHealth;
import org.littleredbridge.health.Sources;

/// `resume`: a person has dealt with what stopped this channel or the gateway; both go on. The
/// gateways are everybody's, so who manages one channel alone does not decide about it.
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
  public String run(Call call) {
    // The desk has resumed the channel already: whoever speaks shows that it is open.
    var stopped =
        sources.guards().stream()
            .filter(guard -> guard.health().state() != SourceHealth.State.WELL)
            .toList();
    return stopped.isEmpty()
        ? Pauses.of(call).orElseGet(() -> call.say("resume.nothing", names(sources.guards())))
        : Pauses.before(call, gateways(call, stopped));
  }

  private String gateways(Call call, List<GuardedPlatform> stopped) {
    if (!rights.mayResume(call.channel(), call.member())) {
      return call.say("resume.operators", names(stopped));
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
    return guards.stream().map(GuardedPlatform::account).collect(Collectors.joining(", "));
  }
}
