package org.littleredbridge.sandbox.translators;

import java.util.Optional;

/// One service's manner of speaking.
interface Face {
  /// In recordings and controls.
  String name();

  /// Answers, honestly but for a trouble with the answer's shape.
  Reply answer(Call call, Optional<Trouble> trouble);

  /// A refusal in its own words; empty when the trouble is none that it refuses with.
  Optional<Reply> refusal(Trouble trouble);
}
