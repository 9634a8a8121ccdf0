package org.littleredbridge.translate;

/// A word of the original explained.
///
/// @param term as written
/// @param reading pinyin with tone marks, may be empty
public record Footnote(String term, String reading, String meaning) {}
