package org.littleredbridge.command;

import java.util.List;
import java.util.stream.Collectors;

/// `help`
final class HelpCommand implements Command {
  private final List<Command> others;

  HelpCommand(List<Command> others) {
    this.others = others;
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
  public String run(Call call) {
    return others.stream()
        .map(c -> "• " + call.say("help." + c.name()))
        .collect(
            Collectors.joining("\n", call.say("help.head") + "\n", "\n" + call.say("help.reply")));
  }
}
