package org.littleredbridge.command;

import org.littleredbridge.follow.Admission;
import org.littleredbridge.follow.Communities;
import org.littleredbridge.follow.CommunityPlaces;
import org.littleredbridge.follow.Rights;

/// `admit [community]` and `turnaway [community]`: what the buttons of the operators' question do,
/// for operators whom no private message reaches. Without an argument the community in which it is
/// said is meant.
final class AdmitCommand implements Command {
  private final boolean admits;
  private final Decisions decisions;
  private final Communities communities;
  private final CommunityPlaces places;
  private final Rights rights;
  private final Admission admission;

  private AdmitCommand(boolean admits, Desk desk, Decisions decisions) {
    this.admits = admits;
    this.decisions = decisions;
    this.communities = desk.kept().communities();
    this.places = desk.kept().places();
    this.rights = desk.people().rights();
    this.admission = desk.people().admission();
  }

  static AdmitCommand admit(Desk desk, Decisions decisions) {
    return new AdmitCommand(true, desk, decisions);
  }

  static AdmitCommand turnAway(Desk desk, Decisions decisions) {
    return new AdmitCommand(false, desk, decisions);
  }

  @Override
  public String name() {
    return admits ? "admit" : "turnaway";
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
  public boolean forOperators() {
    return true;
  }

  @Override
  public Argument takes() {
    return Argument.OPTIONAL;
  }

  @Override
  public String run(Call call) {
    var decider = new Decisions.Decider(call.channel(), call.member(), call.language());
    var key = call.argument().isEmpty() ? here(call) : call.argument();
    return admits ? decisions.admit(key, decider) : decisions.turnAway(key, decider);
  }

  /// The operator may be the first to speak here.
  private String here(Call call) {
    var community = call.given().community();
    if (!admission.isAlwaysAdmitted(community)
        && rights.runsTheBridge(call.channel(), call.member())) {
      places.keepHome(community, call.channel(), call.now());
      communities.seen(community, call.now());
    }
    return community.key();
  }
}
