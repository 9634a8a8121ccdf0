package org.littleredbridge.translate;

import java.util.List;

/// A note's texts for a [Model], each prepared by [TextPrep] with marks of its own.
///
/// @param title may be empty
/// @param body without the hashtags at its end; may be empty
/// @param tags without `#`
public record Draft(String title, String body, List<String> tags) {
  public Draft {
    tags = List.copyOf(tags);
  }
}
