package org.littleredbridge.command;

import java.util.List;
import java.util.stream.Collectors;
import org.littleredbridge.note.Creator;

/// How creators are named to people: by name, or by id where no name is known.
final class CreatorLines {
  private CreatorLines() {}

  static String name(Creator creator) {
    return creator.name().isBlank() ? creator.id().value() : creator.name();
  }

  static String of(List<Creator> creators) {
    return creators.stream()
        .map(c -> "• " + name(c) + " — " + c.id())
        .collect(Collectors.joining("\n"));
  }
}
