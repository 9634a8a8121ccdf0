package org.littleredbridge.command;

import org.littleredbridge.follow.Rights;
import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.SourceHealth;

/// `resume`: a person has dealt with what stopped this channel or the gateway; both go on. The
/// gateway is everybody's, so who manages one channel alone does not decide about it.
final class ResumeCommand implements Command {
  private final GuardedPlatform guard;
  private final Rights rights;

  ResumeCommand(GuardedPlatform guard, Rights rights) {
    this.guard = guard;
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
    if (guard.health().state() == SourceHealth.State.WELL) {
      return Pauses.of(call).orElseGet(() -> call.say("resume.nothing", guard.account()));
    }
    return Pauses.before(call, gateway(call));
  }

  private String gateway(Call call) {
    if (!rights.mayResume(call.channel(), call.member())) {
      return call.say("resume.operators", guard.account());
    }
    guard.resume();
    return call.say("resume.done", guard.account());
  }
}
