package org.littleredbridge.sandbox;

/// One comment. The platform has two levels: a root and the replies under it.
///
/// @param root id of the comment that heads the thread; its own id when it is that one
/// @param target id of the comment it answers; its own id when it answers none
/// @param author id of the person
/// @param line number of its line in the script's note, -1 for all others
/// @param hidden true when only its author can see it
record Comment(
    String id,
    String note,
    String root,
    String target,
    String author,
    String text,
    String place,
    long likes,
    long atMillis,
    int line,
    boolean hidden) {
  boolean isRoot() {
    return root.equals(id);
  }
}
