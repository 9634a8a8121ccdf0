package org.littleredbridge.command;

import org.littleredbridge.chat.Action;
import org.littleredbridge.translate.Explainer;
import org.littleredbridge.translate.PictureText;

/// What the buttons do; none of them writes to RedNote.
record Presses(
    OriginalPress original,
    TranslatePress translate,
    ExplainPress explain,
    PicturesPress pictures,
    GlossPress gloss,
    CommentsPress comments,
    ReplyPress reply,
    ApprovePress approve,
    DeclinePress decline,
    LoginCodePress loginCode) {
  static Presses of(Desk desk, Decisions decisions, Allowance allowance) {
    var notes = desk.kept().notes();
    var translations = desk.translations();
    return new Presses(
        new OriginalPress(notes),
        new TranslatePress(notes, translations),
        new ExplainPress(notes, new Explainer(translations)),
        new PicturesPress(notes, desk.media(), new PictureText(translations)),
        new GlossPress(notes, desk.words()),
        new CommentsPress(
            notes, new RecentComments(desk.platform(), allowance, desk.clock()), translations),
        new ReplyPress(),
        new ApprovePress(decisions),
        new DeclinePress(decisions),
        new LoginCodePress(desk));
  }

  /// Does it and answers in the reader's language.
  String run(Pressed pressed) {
    return switch (pressed.event().action()) {
      case Action.Original(var subject) -> original.run(pressed, subject);
      case Action.Translate(var subject) -> translate.run(pressed, subject);
      case Action.Explain(var subject) -> explain.run(pressed, subject);
      case Action.Pictures(var subject) -> pictures.run(pressed, subject);
      case Action.Gloss(var subject) -> gloss.run(pressed, subject);
      case Action.Comments(var subject) -> comments.run(pressed, subject);
      case Action.Reply _ -> reply.run(pressed);
      case Action.Approve(var community) -> approve.run(pressed, community);
      case Action.Decline(var community) -> decline.run(pressed, community);
      case Action.LoginCode(var account) -> loginCode.run(pressed, account);
    };
  }

  /// Whether it is for operators and about no community that it is pressed in; who may, it looks at
  /// itself.
  static boolean decides(Action action) {
    return switch (action) {
      case Action.Approve _, Action.Decline _, Action.LoginCode _ -> true;
      case Action.Original _,
          Action.Translate _,
          Action.Explain _,
          Action.Pictures _,
          Action.Gloss _,
          Action.Comments _,
          Action.Reply _ ->
          false;
    };
  }
}
