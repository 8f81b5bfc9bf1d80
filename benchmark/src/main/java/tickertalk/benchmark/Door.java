package tickertalk.benchmark;

import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.stream.Stream;
import tickertalk.benchmark.Dialect.Framing;
import tickertalk.benchmark.Dialect.Step;

/** How a browser can speak with an event bus bridge over a WebSocket. */
enum Door {
  /** One envelope a frame. */
  RAW {
    @Override
    String path(int socket) {
      return "/eventbus/websocket";
    }

    @Override
    List<Step> steps(Step... steps) {
      return List.of(steps);
    }

    @Override
    String frame(String envelope) {
      return envelope;
    }

    @Override
    Framing framing() {
      return Framing.ONE;
    }

    @Override
    boolean isError(String frame) {
      return frame.startsWith("{\"type\":\"err\"");
    }

    @Override
    String suffix() {
      return "";
    }
  },

  /** SockJS's frames over its WebSocket transport: arrays of envelopes. */
  SOCKJS {
    @Override
    String path(int socket) {
      return "/eventbus/%03d/s%07d/websocket".formatted(socket % 1000, socket);
    }

    @Override
    List<Step> steps(Step... steps) {
      return Stream.concat(
              Stream.of(Step.await("o")),
              Stream.of(steps).map(s -> new Step(s.send().map(this::frame), s.expect())))
          .toList();
    }

    @Override
    String frame(String envelope) {
      return new JsonArray().add(envelope).encode();
    }

    @Override
    Framing framing() {
      return Framing.MANY;
    }

    @Override
    boolean isError(String frame) {
      return frame.contains("{\\\"type\\\":\\\"err\\\"");
    }

    @Override
    String suffix() {
      return "-sockjs";
    }
  };

  /** The path of a handshake. */
  abstract String path(int socket);

  /** The steps of joining, in this door's frames. */
  abstract List<Step> steps(Step... steps);

  /** What carries an envelope. */
  abstract String frame(String envelope);

  abstract Framing framing();

  abstract boolean isError(String frame);

  /** What the door adds to a server's name. */
  abstract String suffix();
}
