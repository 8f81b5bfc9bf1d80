package tickertalk.bridge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON Schemas of the messages, one file each beside the contract's records. A name is an
 * address and what goes over it: {@code chat.post.request}, {@code chat.post.reply}, {@code
 * chat.room.event}; or what several of them have in common, {@code entry}.
 */
final class MessageSchemas {
  private static final String FOLDER = "/tickertalk/schema/";
  private static final String REF = "$ref";
  private static final String ENDING = ".json";
  private static final String COMPONENTS = "#/components/schemas/";

  private final Map<String, JsonObject> used = new TreeMap<>();

  /** The schema of this name as it stands in its file. */
  static JsonObject read(String name) {
    try (InputStream file = MessageSchemas.class.getResourceAsStream(FOLDER + name + ENDING)) {
      if (file == null) {
        throw new IllegalStateException("there is no schema " + name);
      }
      return Buffer.buffer(file.readAllBytes()).toJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Refers to a schema from within a document, which thereby needs it. */
  JsonObject ref(String name) {
    need(name);
    return new JsonObject().put(REF, COMPONENTS + name);
  }

  /** A schema as a part of a document, which thereby needs all that it refers to. */
  JsonObject inline(String name) {
    return (JsonObject) relocated(read(name));
  }

  private void need(String name) {
    if (!used.containsKey(name)) {
      used.put(name, new JsonObject()); // so that it may refer to itself
      used.put(name, inline(name));
    }
  }

  private Object relocated(Object part) {
    if (part instanceof JsonObject object) {
      JsonObject copy = new JsonObject();
      object.forEach(field -> copy.put(field.getKey(), relocated(field)));
      return copy;
    }
    if (part instanceof JsonArray array) {
      JsonArray copy = new JsonArray();
      array.forEach(item -> copy.add(relocated(item)));
      return copy;
    }
    return part;
  }

  private Object relocated(Map.Entry<String, Object> field) {
    if (field.getKey().equals(REF)) {
      String file = (String) field.getValue();
      String name = file.substring(0, file.length() - ENDING.length());
      need(name);
      return COMPONENTS + name;
    }
    return relocated(field.getValue());
  }

  /** All that were needed, for the document's components. */
  JsonObject components() {
    JsonObject components = new JsonObject();
    used.forEach(components::put);
    return components;
  }
}
