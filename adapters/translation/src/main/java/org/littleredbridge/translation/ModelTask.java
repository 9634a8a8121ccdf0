package org.littleredbridge.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.littleredbridge.translate.Picture;

/// One thing that a model is asked to do.
///
/// @param name of the answer's schema
/// @param instructions ours alone; nothing of a post is in them
/// @param schema JSON Schema of the answer, within what OpenAI's strict mode takes
/// @param example an answer of that shape, for models that get no schema
/// @param payload what people wrote
/// @param pictures for models that see
/// @param tokens how long the answer may be at the first try
/// @param sent code points of what people wrote
/// @param reader makes the answer of the tree, or throws [Misfit]
record ModelTask<T>(
    String name,
    String instructions,
    ObjectNode schema,
    String example,
    JsonNode payload,
    List<Picture> pictures,
    int tokens,
    long sent,
    Function<Shaped, T> reader) {}
