package org.littleredbridge.command;

import org.littleredbridge.health.GuardedPlatform;
import org.littleredbridge.health.SourceHealth;

/// `resume`: a person has dealt with what stopped the gateway; calls go on.
final class ResumeCommand implements Command {
  private final GuardedPlatform guard;
  private final Runnable wakePoller;

  ResumeCommand(GuardedPlatform guard, Runnable wakePoller) {
    this.guard = guard;
    this.wakePoller = wakePoller;
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
    if (guard.health().state() == SourceHealth.State.WELL) {
      return call.say("resume.nothing", guard.account());
    }
    guard.resume();
    wakePoller.run();
    return call.say("resume.done", guard.account());
  }
}
