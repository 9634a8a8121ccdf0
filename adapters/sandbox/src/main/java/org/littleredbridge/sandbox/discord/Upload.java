package org.littleredbridge.sandbox.discord;

/// A file as it came in.
///
/// @param field its part's name, `files[0]`
/// @param name file name
/// @param type content type
record Upload(String field, String name, String type, byte[] bytes) {
  /// The number in `files[n]`; -1 when the name has another form.
  int number() {
    var digits = field.replaceAll("\\D", "");
    return field.startsWith("files[") && !digits.isEmpty() && digits.length() < 9
        ? Integer.parseInt(digits)
        : -1;
  }
}
