package tickertalk.bridge;

import java.util.List;
import java.util.function.Consumer;

/** How the texts of a connection stand in its WebSocket's frames. */
enum Framing {
  /** One text in one frame: what a bare WebSocket client wants. */
  RAW {
    @Override
    void frame(List<String> texts, Consumer<String> frames) {
      texts.forEach(frames);
    }

    @Override
    List<String> unframe(String frame) {
      return List.of(frame);
    }
  },

  /** The same for clients that mean bytes when they send bytes: at the plain doors. */
  PLAIN {
    @Override
    void frame(List<String> texts, Consumer<String> frames) {
      texts.forEach(frames);
    }

    @Override
    List<String> unframe(String frame) {
      return List.of(frame);
    }

    @Override
    boolean tellsBytesFromText() {
      return true;
    }
  },

  /** Many texts in one frame, as SockJS's array of strings: {@code a["…","…"]}. */
  SOCKJS {
    @Override
    void frame(List<String> texts, Consumer<String> frames) {
      int from = 0;
      int chars = 0;
      for (int to = 0; to < texts.size(); to++) {
        int next = texts.get(to).length();
        if (to > from && chars + next > ARRAY_CHARS) {
          frames.accept(SockJsText.array(texts.subList(from, to)));
          from = to;
          chars = 0;
        }
        chars += next;
      }
      frames.accept(SockJsText.array(texts.subList(from, texts.size())));
    }

    @Override
    List<String> unframe(String frame) {
      return SockJsText.messages(frame);
    }
  };

  /** What a client has to read and parse in one piece. */
  private static final int ARRAY_CHARS = 64 * 1024;

  /** Gives what is to be sent in frames, for texts in their order. */
  abstract void frame(List<String> texts, Consumer<String> frames);

  /**
   * The texts that came in a frame.
   *
   * @throws IllegalArgumentException when it breaks the framing
   */
  abstract List<String> unframe(String frame);

  /** Whether a binary message is something else than a text; else bare clients may send either. */
  boolean tellsBytesFromText() {
    return false;
  }
}
