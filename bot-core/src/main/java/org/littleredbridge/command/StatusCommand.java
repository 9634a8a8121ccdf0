package org.littleredbridge.command;

import java.util.ArrayList;
import org.littleredbridge.health.SourceHealth;

/// `status`
final class StatusCommand implements Command {
  private final Desk desk;

  StatusCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public String name() {
    return "status";
  }

  @Override
  public boolean changesThings(String argument) {
    return false;
  }

  @Override
  public String run(Call call) {
    var lines = new ArrayList<String>();
    var health = desk.guard().health();
    lines.add(call.say("source." + health.state(), desk.guard().account()));
    if (health.state() != SourceHealth.State.WELL) {
      lines.add(call.say("source." + health.state() + ".action", desk.guard().account()));
    }
    lines.add(
        call.say("status.budget", desk.guard().spentToday(), desk.guard().limits().dailyCeiling()));
    lines.add(call.say("status.follows", desk.subscriptions().of(call.channel()).size()));
    lines.add(
        call.say("status.waiting", desk.outbox().waiting(call.channel()), desk.outbox().waiting()));
    return String.join("\n", lines);
  }
}
