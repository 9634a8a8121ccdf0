package org.littleredbridge.lease;

/// Another process that is alive works on the store under this node's id. Its message is a sentence
/// for the operator.
public final class NodeTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NodeTakenException(String id) {
    super(
        "Another bridge works on this database as the node “"
            + id
            + "”. Give each bridge its own node.id, or end the other one.");
  }
}
