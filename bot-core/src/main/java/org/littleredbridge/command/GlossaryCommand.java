package org.littleredbridge.command;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.littleredbridge.follow.Settings;
import org.littleredbridge.translate.CommunityGlossary;
import org.littleredbridge.translate.Footnote;
import org.littleredbridge.translate.GlossaryEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `glossary [page]`, `glossary add TERM (pinyin) = MEANING`, `glossary remove TERM`: the words
/// that a community explains below its notes.
final class GlossaryCommand implements Command {
  private static final Logger log = LoggerFactory.getLogger(GlossaryCommand.class);
  private static final String CHANGED = "glossary";
  private static final Pattern CHANGE =
      Pattern.compile("(?iu)(add|remove)(?:\\s+(.*))?", Pattern.DOTALL);
  private static final Pattern PAGE = Pattern.compile("[0-9]{1,3}");
  private static final int LINES = 15;

  private final CommunityGlossary glossary;
  private final Settings settings;

  GlossaryCommand(CommunityGlossary glossary, Settings settings) {
    this.glossary = glossary;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "glossary";
  }

  @Override
  public boolean changesThings(String argument) {
    return CHANGE.matcher(argument).matches();
  }

  @Override
  public Argument takes() {
    return Argument.OPTIONAL;
  }

  /// It is about the community, not about a channel.
  @Override
  public boolean elsewhere() {
    return false;
  }

  @Override
  public String run(Call call) {
    var change = CHANGE.matcher(call.argument());
    if (!change.matches()) {
      return call.argument().isEmpty() || PAGE.matcher(call.argument()).matches()
          ? list(call)
          : call.say("glossary.usage");
    }
    var rest = change.group(2) == null ? "" : change.group(2);
    if (change.group(1).toLowerCase(Locale.ROOT).equals("remove")) {
      return remove(call, GlossaryEntry.term(rest));
    }
    return switch (GlossaryEntry.read(rest)) {
      case GlossaryEntry.Fine(var words) -> add(call, words);
      case GlossaryEntry.Refused(var key, var arguments) -> call.say(key, arguments.toArray());
    };
  }

  private String add(Call call, Footnote words) {
    var put = glossary.put(community(call), words, by(call), call.now());
    if (put == CommunityGlossary.Put.FULL) {
      return call.say("glossary.full", CommunityGlossary.MOST);
    }
    changed(call, "add " + Footnoted.line(words));
    return call.say(
        put == CommunityGlossary.Put.ADDED ? "glossary.added" : "glossary.replaced",
        Footnoted.line(words));
  }

  private String remove(Call call, String term) {
    if (term.isEmpty()) {
      return call.say("glossary.usage");
    }
    var shown = OneLine.of(term, GlossaryEntry.LONGEST_TERM);
    if (!glossary.remove(community(call), term)) {
      return call.say("glossary.unknown", shown);
    }
    changed(call, "remove " + shown);
    return call.say("glossary.removed", shown);
  }

  /// The store keeps who changed what.
  private void changed(Call call, String what) {
    settings.set(call.channel(), CHANGED, what, by(call), call.now());
    log.atInfo()
        .addKeyValue("community", community(call))
        .addKeyValue("by", by(call))
        .log("glossary changed");
  }

  private String list(Call call) {
    var all = glossary.of(community(call));
    if (all.isEmpty()) {
      return call.say("glossary.empty");
    }
    var pages = (all.size() + LINES - 1) / LINES;
    var asked = call.argument().isEmpty() ? 1 : Integer.parseInt(call.argument());
    var page = Math.clamp(asked, 1, pages);
    var lines =
        all.stream()
            .skip((page - 1L) * LINES)
            .limit(LINES)
            .map(Footnoted::line)
            .collect(Collectors.joining("\n"));
    var more = page < pages ? "\n" + call.say("glossary.more", page + 1) : "";
    return call.say("glossary.head", all.size(), page, pages) + "\n" + lines + more;
  }

  private static String community(Call call) {
    return call.given().community().key();
  }

  private static String by(Call call) {
    return call.channel().messenger() + ":" + call.member().id();
  }
}
