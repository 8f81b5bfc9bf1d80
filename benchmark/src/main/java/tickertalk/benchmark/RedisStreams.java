package tickertalk.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.HdrHistogram.Histogram;

/** Authors who add to a Redis stream each, several additions in flight; for one thread. */
final class RedisStreams implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;

  /** Begins the answer to an addition: the entry's id, in redis.io's serialization protocol. */
  private static final byte ID = '$';

  private static final byte ERROR = '-';

  private final Selector selector = Selector.open();
  private final Histogram nanos = new Histogram(3);
  private long number;

  private final class Author {
    final SocketChannel channel;
    final String stream;
    final Queue<Long> sentAt = new ArrayDeque<>();
    final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES);

    Author(InetSocketAddress server, String stream) throws IOException {
      this.stream = stream;
      channel = SocketChannel.open(server);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, this);
    }

    void topUp(int most) throws IOException {
      StringBuilder commands = new StringBuilder();
      while (sentAt.size() < most) {
        Message message = Message.now(stream, ++number);
        sentAt.add(System.nanoTime());
        appendCommand(commands, "XADD", stream, "*", "id", message.id(), "text", message.text());
      }
      ByteBuffer out = ByteBuffer.wrap(commands.toString().getBytes(StandardCharsets.US_ASCII));
      while (out.hasRemaining()) { // a few KB, which the socket's buffer holds
        channel.write(out);
      }
    }

    void read() throws IOException {
      in.clear();
      if (channel.read(in) < 0) {
        throw new LoadException("redis closed the connection");
      }
      long now = System.nanoTime();
      for (int i = 0; i < in.position(); i++) {
        if (in.get(i) == ID) {
          nanos.recordValue(now - sentAt.remove());
        } else if (in.get(i) == ERROR && (i == 0 || in.get(i - 1) == '\n')) {
          throw new LoadException("redis: " + text());
        }
      }
    }

    private String text() {
      return new String(in.array(), 0, in.position(), StandardCharsets.US_ASCII);
    }
  }

  /** Connects an author to each of these streams. */
  RedisStreams(InetSocketAddress server, List<String> streams) throws IOException {
    for (String stream : streams) {
      new Author(server, stream);
    }
  }

  private static void appendCommand(StringBuilder to, String... words) {
    to.append('*').append(words.length).append("\r\n");
    for (String word : words) {
      to.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
  }

  /** Everybody keeps so many additions in flight for a while. */
  Map<Figure, Double> measure(int inFlight, Duration time) throws IOException {
    for (SelectionKey key : selector.keys()) {
      ((Author) key.attachment()).topUp(inFlight);
    }
    runFor(inFlight, time.dividedBy(4)); // until it is steady
    nanos.reset();
    long begun = System.nanoTime();
    runFor(inFlight, time);
    return Figure.ofAnswers(nanos, (System.nanoTime() - begun) / 1e9);
  }

  private void runFor(int inFlight, Duration time) throws IOException {
    long deadline = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < deadline) {
      selector.select(1);
      for (SelectionKey key : selector.selectedKeys()) {
        Author author = (Author) key.attachment();
        author.read();
        author.topUp(inFlight);
      }
      selector.selectedKeys().clear();
    }
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
