package org.littleredbridge.deliver;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.littleredbridge.chat.Action;
import org.littleredbridge.chat.Part;
import org.littleredbridge.health.Logins;
import org.littleredbridge.note.FailureSentence;
import org.littleredbridge.note.PlatformException;
import org.littleredbridge.wording.Wording;

/// Fetches the code to log an account in when it is about to be sent, or says why there is none.
final class LoginCodeLayout {
  private final Logins logins;
  private final Wording wording;
  private final FailureSentence failures;

  LoginCodeLayout(Logins logins, Wording wording) {
    this.logins = logins;
    this.wording = wording;
    this.failures = new FailureSentence(wording);
  }

  Part part(Delivery delivery, String account, Locale language) {
    try {
      return switch (logins.offer(account, delivery.id(), delivery.acceptedAt())) {
        case Logins.Offer.Show(var code, var _) ->
            new Part.Secret(
                code.png(),
                wording.say(language, "login.code", account, code.goodFor().toMinutes()));
        case Logins.Offer.LoggedIn() ->
            new Part.Say(wording.say(language, "login.already", account), Optional.empty());
        case Logins.Offer.TooLate() ->
            again(wording.say(language, "login.too-late", account), account, language);
      };
    } catch (PlatformException e) {
      return again(
          wording.say(language, "login.failed", account, failures.say(language, e.failure())),
          account,
          language);
    }
  }

  private Part again(String text, String account, Locale language) {
    var button = new Buttons(wording, language).of(List.of(new Action.LoginCode(account)));
    return new Part.Say(text, button, Optional.empty());
  }
}
