package org.littleredbridge.note;

import java.util.Optional;

/// Where to find a note: its id and the newest token known for it. Most gateways refuse a note
/// without a token.
public record NoteRef(NoteId id, Optional<AccessToken> token) {}
