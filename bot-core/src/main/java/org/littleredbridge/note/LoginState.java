package org.littleredbridge.note;

import java.util.Optional;

/// Whether the gateway's account is logged in, and as whom. Both are empty when the gateway does
/// not say; `account` tells our own comments from those of others.
public record LoginState(boolean loggedIn, Optional<String> name, Optional<CreatorId> account) {}
