package org.littleredbridge.misplaced.chat;

/// Breaks the table of packages on purpose; see `ArchitectureTest`.
public class UsesEveryStage {
  org.littleredbridge.misplaced.wording.UsesEveryStage wording;
  org.littleredbridge.misplaced.note.UsesEveryStage note;
  org.littleredbridge.misplaced.media.UsesEveryStage media;
  org.littleredbridge.misplaced.lease.UsesEveryStage lease;
  org.littleredbridge.misplaced.health.UsesEveryStage health;
  org.littleredbridge.misplaced.follow.UsesEveryStage follow;
  org.littleredbridge.misplaced.poll.UsesEveryStage poll;
  org.littleredbridge.misplaced.translate.UsesEveryStage translate;
  org.littleredbridge.misplaced.deliver.UsesEveryStage deliver;
  org.littleredbridge.misplaced.relay.UsesEveryStage relay;
  org.littleredbridge.misplaced.command.UsesEveryStage command;
  org.littleredbridge.misplaced.Root root;
}
