package tickertalk.benchmark;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one run of a workload gave.
 *
 * @param inFlight how many messages were on their way at once; 0 where that is no part of the
 *     workload
 * @param run 1, 2, 3 …
 */
record Measurement(
    String workload, int inFlight, String peer, int run, Map<Figure, Double> figures) {

  JsonObject toJson() {
    Map<String, Object> values = new LinkedHashMap<>();
    figures.forEach((figure, value) -> values.put(figure.key(), value));
    return new JsonObject()
        .put("workload", workload)
        .put("inFlight", inFlight)
        .put("peer", peer)
        .put("run", run)
        .put("figures", new JsonObject(values));
  }

  static Measurement fromJson(JsonObject json) {
    Map<Figure, Double> figures = new LinkedHashMap<>();
    JsonObject values = json.getJsonObject("figures");
    values.forEach(
        entry -> figures.put(Figure.of(entry.getKey()), values.getDouble(entry.getKey())));
    return new Measurement(
        json.getString("workload"),
        json.getInteger("inFlight"),
        json.getString("peer"),
        json.getInteger("run"),
        figures);
  }
}
