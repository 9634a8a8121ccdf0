package org.littleredbridge.sandbox.translators;

/// What can go wrong when a translation is asked for; each service says it in its own words.
public enum Trouble {
  /// The key is refused.
  AUTH,
  /// What was paid for is used up.
  QUOTA,
  /// Too many requests.
  RATE,
  /// The request is too long.
  TOO_LONG,
  /// The service does not want the text.
  UNSUITED,
  /// A fault of the service.
  DOWN,
  /// Nothing is said for a while; see [SandboxTranslators#slowness].
  SLOW,
  /// The connection ends before anything is said.
  DROP,
  /// The connection ends in the middle of the answer.
  CUT,
  /// An answer that does not end.
  ENDLESS,
  /// An answer that is no JSON.
  GARBAGE,
  /// A web page in place of an answer, with status 200.
  PAGE,
  /// A redirect to another address of the stand-in, which writes down who follows.
  REDIRECT,
  /// JSON of another shape.
  OTHER_SHAPE,
  /// No text in the answer.
  EMPTY,
  /// One text less than was sent.
  FEWER,
  /// The texts as they were sent.
  UNCHANGED,
  /// An emoji in place of each translation, as some LibreTranslate servers answer bots.
  EMOJI,
  /// For models: the answer is cut, whatever room it has.
  LENGTH,
  /// For models: the model refuses.
  REFUSAL,
  /// For models: the service's filter stops the answer.
  FILTERED,
  /// For models: no content, as DeepSeek documents of its JSON mode.
  NO_CONTENT,
  /// For models: words around the JSON, and a fence.
  CHATTY,
  /// For models: a key is missing.
  NOT_SCHEMA
}
