package org.littleredbridge.misplaced.note;

/// Speaks HTTP on purpose; see `ArchitectureTest`.
class CallsTheWeb {
  java.net.http.HttpClient client;
  com.sun.net.httpserver.HttpServer server;
}
