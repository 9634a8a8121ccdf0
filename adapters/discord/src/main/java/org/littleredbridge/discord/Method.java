package org.littleredbridge.discord;

/// What HTTP calls a method.
enum Method {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE
}
