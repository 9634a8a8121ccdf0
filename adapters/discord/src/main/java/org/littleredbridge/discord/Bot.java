package org.littleredbridge.discord;

import java.time.Clock;
import org.littleredbridge.wording.Wording;

/// What the shards of one bot have in common in this process.
record Bot(
    DiscordConfig config,
    DiscordRest rest,
    Places places,
    Standings standings,
    Shards shards,
    Earshot earshot,
    Absence absence,
    Wording wording,
    Clock clock,
    Pace pace) {}
