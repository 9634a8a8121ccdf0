package org.littleredbridge.note;

import java.util.Optional;

/// Where to find a creator: the id and a token from any of the creator's note cards.
public record CreatorRef(CreatorId id, Optional<AccessToken> token) {}
