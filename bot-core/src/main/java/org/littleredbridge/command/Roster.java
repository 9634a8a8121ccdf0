package org.littleredbridge.command;

import java.util.ArrayList;
import java.util.List;
import org.littleredbridge.translate.Explainer;

/// The commands there are, in the order in which people see them.
final class Roster {
  private Roster() {}

  static Commands of(Desk desk, Decisions decisions, AskingLimits limits, Asking asking) {
    var kept = desk.kept();
    var followed = new Followed(desk.links(), kept.notes(), desk.platform());
    var here = new FollowedHere(kept.subscriptions(), kept.notes(), desk.links(), desk.wording());
    var commands =
        new ArrayList<Command>(
            List.of(
                new FollowCommand(followed, kept.subscriptions(), kept.outbox()),
                new UnfollowCommand(followed, here, kept.settings()),
                new ListCommand(kept.subscriptions(), kept.feeds(), kept.notes()),
                new TrendingCommand(kept.subscriptions(), desk.platform()),
                search(desk, limits),
                new FilterCommand(
                    here, kept.settings(), new FilterTrial(kept.feeds(), kept.notes())),
                new LanguageCommand(kept.settings(), desk.languages()),
                new ToneCommand(kept.settings(), desk.languages()),
                new GlossaryCommand(kept.glossary(), kept.settings()),
                new WhyCommand(
                    kept.outbox(), desk.links(), kept.notes(), kept.feeds(), kept.subscriptions()),
                new NoteCommand(asking, desk),
                new ExplainCommand(
                    desk.links(), asking.notes(), new Explainer(desk.translations())),
                new StatusCommand(desk),
                new ResumeCommand(desk.sources(), desk.people().rights()),
                AdmitCommand.admit(desk, decisions),
                AdmitCommand.turnAway(desk, decisions)));
    commands.add(new HelpCommand(List.copyOf(commands), desk.people().rights()));
    return new Commands(commands, desk.wording());
  }

  private static Command search(Desk desk, AskingLimits limits) {
    var recent = new RecentSearches(desk.sources(), limits, desk.clock());
    return new SearchCommand(
        desk.kept().subscriptions(),
        desk.platform(),
        new SearchResults(recent, desk.kept().notes(), desk.links(), desk.translations()));
  }
}
