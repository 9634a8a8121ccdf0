package org.littleredbridge.chat;

/// A person in a channel.
///
/// @param id the service's own id
/// @param mayManage whether the service says that this person administers the channel
public record Member(String id, String name, boolean mayManage) {}
