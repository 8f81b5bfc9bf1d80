package tickertalk.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tickertalk.benchmark.Dialect.Step;

/** One WebSocket of the load client, from the TCP handshake on. For one thread. */
final class Connection {
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
  private static final int FIRST_BYTES = 256;

  /** What becomes of a connection. */
  interface Listener {
    /** It has joined, or signed in. */
    void joined(Connection connection);

    /** It got messages. */
    void received(Connection connection, int messages);

    /** One who posts got a frame that is neither a refusal nor a part of joining. */
    default void answered(Connection connection, String frame) {}

    /** It never joined, or was closed. */
    void lost(Connection connection, String why);
  }

  private enum State {
    CONNECTING,
    UPGRADING,
    JOINING,
    JOINED,
    CLOSED
  }

  private final SocketChannel channel;
  private final InetSocketAddress server;
  private final String path;
  private final Dialect dialect;
  private final List<Step> steps;
  private final Listener listener;
  private final FrameReader frames;

  /** Where it reads; nowhere when it posts. */
  private final Room room;

  /** There is none before the first packet: epoll reports a socket that goes nowhere. */
  private SelectionKey key;

  private State state = State.CONNECTING;
  private int step;
  private int headMatched;
  private StringBuilder head = new StringBuilder();
  private ByteBuffer out = ByteBuffer.allocate(FIRST_BYTES);
  private long received;

  /** What a connection is to be. */
  record Purpose(Room room, String path, List<Step> steps, boolean sampled) {}

  Connection(
      InetSocketAddress from,
      InetSocketAddress server,
      Dialect dialect,
      Purpose purpose,
      Latencies latencies,
      Listener listener)
      throws IOException {
    this.server = server;
    this.path = purpose.path;
    this.dialect = dialect;
    this.steps = purpose.steps;
    this.room = purpose.room;
    this.listener = listener;
    this.frames =
        new FrameReader(
            dialect.framing(),
            purpose.sampled,
            latencies.stride(),
            latencies::deliveryOf,
            this::control);
    channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    // Gone without a trace, as thousands of ports in TIME_WAIT would be missed by the next run.
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.bind(from);
  }

  Room room() {
    return room;
  }

  long received() {
    return received;
  }

  void countReceived(int messages) {
    received += messages;
  }

  void resetReceived() {
    received = 0;
  }

  void connect(Selector selector) {
    try {
      boolean connected = channel.connect(server);
      key = channel.register(selector, SelectionKey.OP_CONNECT, this);
      if (connected) {
        upgrade();
      }
    } catch (IOException e) {
      lose(e.toString());
    }
  }

  /** Does what the network is ready for. */
  void serve(ByteBuffer buffer) {
    try {
      if (key.isConnectable() && channel.finishConnect()) {
        upgrade();
      }
      if (key.isValid() && key.isWritable()) {
        flush();
      }
      if (key.isValid() && key.isReadable()) {
        read(buffer);
      }
    } catch (IOException e) {
      lose(e.toString());
    }
  }

  private void upgrade() throws IOException {
    state = State.UPGRADING;
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + server.getPort()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGlja2VydGFsayBiZW5jaA==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    append(request.getBytes(StandardCharsets.US_ASCII));
    flush();
  }

  private void read(ByteBuffer buffer) throws IOException {
    buffer.clear();
    if (channel.read(buffer) < 0) {
      lose("the server closed the connection");
      return;
    }
    buffer.flip();
    if (state == State.UPGRADING) {
      readHead(buffer);
    }
    if (state == State.JOINING || state == State.JOINED) {
      int messages = frames.read(buffer);
      if (messages > 0) {
        listener.received(this, messages);
      }
    }
  }

  private void readHead(ByteBuffer buffer) {
    while (buffer.hasRemaining()) {
      byte next = buffer.get();
      head.append((char) next);
      headMatched =
          next == END_OF_HEAD[headMatched] ? headMatched + 1 : next == END_OF_HEAD[0] ? 1 : 0;
      if (headMatched == END_OF_HEAD.length) {
        upgraded(head.toString());
        head = null;
        return;
      }
    }
  }

  private void upgraded(String answer) {
    if (!answer.startsWith("HTTP/1.1 101")) {
      lose("the handshake was answered with " + answer.lines().findFirst().orElse("nothing"));
      return;
    }
    state = State.JOINING;
    takeStep();
  }

  /** Says what the next steps of joining have to say, up to one that has to be answered. */
  private void takeStep() {
    while (step < steps.size()) {
      steps.get(step).send().ifPresent(this::sendNow);
      if (steps.get(step).expect().isPresent()) {
        return;
      }
      step++;
    }
    state = State.JOINED;
    if (room != null) {
      frames.expectDeliveries();
    }
    listener.joined(this);
  }

  private boolean isAnswer(String text) {
    return state == State.JOINING && steps.get(step).expect().filter(text::contains).isPresent();
  }

  private void control(int opcode, byte[] payload) {
    switch (opcode) {
      case FrameReader.CLOSE -> lose("the server sent close " + closeReason(payload));
      case FrameReader.PING -> sendNow(FrameWriter.PONG, payload);
      case FrameReader.TEXT, FrameReader.BINARY -> told(FrameReader.text(payload));
      default -> {} // pongs, which nobody asked for
    }
  }

  private static String closeReason(byte[] payload) {
    return payload.length < 2
        ? "without a code"
        : (((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF))
            + " "
            + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
  }

  private void told(String text) {
    if (isAnswer(text)) {
      step++;
      takeStep();
    } else if (room == null && dialect.isRefusal(text)) {
      lose("a post was refused: " + text);
    } else {
      dialect.answer(text).ifPresent(this::sendNow);
      if (room == null && state == State.JOINED) {
        listener.answered(this, text);
      }
    }
  }

  /** Puts a text frame behind what is still to be sent. */
  void send(String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    reserve(payload.length + FrameWriter.MAX_HEADER);
    FrameWriter.write(out, FrameWriter.TEXT, payload);
  }

  private void sendNow(String text) {
    sendNow(FrameWriter.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  private void sendNow(int opcode, byte[] payload) {
    reserve(payload.length + FrameWriter.MAX_HEADER);
    FrameWriter.write(out, opcode, payload);
    try {
      flush();
    } catch (IOException e) {
      lose(e.toString());
    }
  }

  private void append(byte[] bytes) {
    reserve(bytes.length);
    out.put(bytes);
  }

  private void reserve(int bytes) {
    if (out.remaining() < bytes) {
      ByteBuffer larger = ByteBuffer.allocate(2 * (out.position() + bytes));
      out = larger.put(out.flip());
    }
  }

  /** Hands to the network what it takes. */
  void flush() throws IOException {
    out.flip();
    channel.write(out);
    out.compact();
    key.interestOps(
        out.position() == 0 ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
  }

  /** Stays connected and reads nothing any more, as a machine that is asleep. */
  void freeze() {
    key.interestOps(0);
  }

  private void lose(String why) {
    if (state != State.CLOSED) {
      close();
      listener.lost(this, why);
    }
  }

  void close() {
    state = State.CLOSED;
    try {
      channel.close();
    } catch (IOException e) {
      throw new LoadException("a socket does not close", e);
    }
  }
}
