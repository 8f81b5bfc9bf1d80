package tickertalk.bridge;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;

/**
 * A SockJS session over HTTP, for browsers behind a proxy that lets no WebSocket through:
 * xhr-streaming, eventsource, polling. For one thread, though the requests of one session may come
 * on several.
 */
final class SockJsWire implements Wire {
  private final SockJSSocket socket;
  private final Context context;
  private long pendingChars;
  private boolean closed;
  private CloseReason why = CloseReason.BROKEN_OFF;
  private Listener listener;

  SockJsWire(SockJSSocket socket, Context context) {
    this.socket = socket;
    this.context = context;
  }

  /** Begins to serve. */
  void open(Listener whoListens) {
    listener = whoListens;
    socket.handler(message -> context.runOnContext(now -> received(message)));
    socket.closeHandler(gone -> context.runOnContext(now -> listener.gone(why)));
    socket.exceptionHandler(cause -> socket.close());
  }

  private void received(Buffer message) {
    if (!closed) {
      listener.received(message.toString());
    }
  }

  @Override
  public void write(String text) {
    if (closed) {
      return;
    }
    pendingChars += text.length();
    socket.write(text).onComplete(taken -> context.runOnContext(now -> taken(text.length())));
  }

  private void taken(int chars) {
    pendingChars -= chars;
    if (!closed) {
      listener.drained();
    }
  }

  /** SockJS sends what it has with the next request of the browser's, or at once if one waits. */
  @Override
  public void flush() {}

  @Override
  public long pendingBytes() {
    return pendingChars;
  }

  /** Vert.x's handler does that itself. */
  @Override
  public void beat() {}

  @Override
  public void close(CloseReason reason) {
    closed = true;
    why = reason;
    socket.close(reason.code(), reason.text());
  }
}
