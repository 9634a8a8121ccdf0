package org.littleredbridge.sandbox;

/// A note as it was published or last edited.
///
/// @param author id of the person
/// @param origin where it came from: `script:KEY`, `template:NUMBER` or `posted`
/// @param scene what its pictures show
/// @param pictures how many, 0 to 18: none only for notes that a program publishes by method; a
///   video has one, its cover
/// @param atMillis when it was published, Unix milliseconds
record Note(
    String id,
    String author,
    String origin,
    boolean video,
    String title,
    String text,
    String scene,
    int pictures,
    String place,
    long likes,
    long atMillis) {
  static final String SCRIPT = "script:";
  static final String TEMPLATE = "template:";

  boolean generated() {
    return origin.startsWith(TEMPLATE);
  }

  Note edited(String newTitle, String newText) {
    return new Note(
        id, author, origin, video, newTitle, newText, scene, pictures, place, likes, atMillis);
  }
}
