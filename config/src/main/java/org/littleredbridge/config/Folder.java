package org.littleredbridge.config;

import java.nio.file.Path;

/// Where the bridge keeps its files: beside the store, under the store's name.
record Folder(Path store) {
  Path media() {
    return sibling("-media");
  }

  /// What the fictional RedNote remembers.
  Path world() {
    return sibling("-rednote.jsonl");
  }

  /// Where a tool that is a gateway works; it is that account's alone.
  Path tool(String account) {
    return sibling("-" + account);
  }

  private Path sibling(String ending) {
    var name = store.getFileName().toString();
    var dot = name.lastIndexOf('.');
    return store.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ending);
  }
}
