package tickertalk.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.LongStream;

/** The lobby's log as a client reads it. */
record Log(List<JsonObject> entries) {
  static Log of(Client client) {
    return new Log(client.history(0));
  }

  /** Has these messages and no others, each once, numbered without a hole. */
  void assertThatItHasEachOnce(List<JsonObject> messages) {
    assertThat(ids(entries)).containsExactlyInAnyOrderElementsOf(ids(messages));
    assertThat(entries.stream().map(entry -> entry.getLong("seq")).toList())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, messages.size()).boxed().toList());
  }

  private static List<String> ids(List<JsonObject> messages) {
    return messages.stream().map(message -> message.getString("id")).toList();
  }
}
