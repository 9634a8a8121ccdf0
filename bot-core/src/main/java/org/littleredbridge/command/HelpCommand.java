package org.littleredbridge.command;

import java.util.List;
import java.util.stream.Collectors;
import org.littleredbridge.follow.Rights;

/// `help`
final class HelpCommand implements Command {
  private final List<Command> others;
  private final Rights rights;

  HelpCommand(List<Command> others, Rights rights) {
    this.others = others;
    this.rights = rights;
  }

  @Override
  public String name() {
    return "help";
  }

  @Override
  public boolean changesThings(String argument) {
    return false;
  }

  @Override
  public boolean free() {
    return true;
  }

  @Override
  public String run(Call call) {
    var runs = rights.runsTheBridge(call.channel(), call.member());
    return others.stream()
        .filter(command -> runs || !command.forOperators())
        .map(c -> "• " + call.say("help." + c.name()))
        .collect(
            Collectors.joining("\n", call.say("help.head") + "\n", "\n" + call.say("help.reply")));
  }
}
