package org.littleredbridge.poll;

import org.littleredbridge.note.Note;

/// A note as a poll found it.
///
/// @param isNew whether this feed has not brought it before
/// @param age its place in the list by time: 0 is the newest note on it
public record Arrival(Note note, boolean isNew, int age) {}
