package org.littleredbridge.sandbox.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// A forum's topic. Its id is that of the service message it began with; General has 1 and none.
record Topic(int id, String name, boolean closed, Optional<ObjectNode> beginning) {
  static final int GENERAL = 1;

  Topic closed(boolean value) {
    return new Topic(id, name, value, beginning);
  }
}
