package tickertalk.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tickertalk.contract.Caller;
import tickertalk.contract.Command;
import tickertalk.contract.Internal;
import tickertalk.contract.Person;
import tickertalk.contract.Role;
import tickertalk.contract.Topic;

/**
 * Every address of the contract, and hundreds that look like one, for everybody there can be: what
 * the one table here allows passes, with the true identity on it, and nothing else does.
 */
@Timeout(60)
class PermissionMatrixTest {
  private static final String ROOM = "lobby";
  private static final String MEMBERS_ROOM = "cellar";
  private static final Person VICTIM = new Person("u-victim", "victim");

  private final Edge edge = new Edge();
  private final List<Sighting> sightings = new CopyOnWriteArrayList<>();

  /** What the bridge did with an envelope. */
  private enum Outcome {
    PASSES,
    DENIED,
    NEEDS_A_SESSION
  }

  /** Somebody at the bridge. */
  private enum Who {
    VISITOR(Optional.empty(), false),
    VISITOR_WHO_FORGES(Optional.empty(), true),
    GUEST(Optional.of(Role.GUEST), false),
    GUEST_WHO_FORGES(Optional.of(Role.GUEST), true),
    MEMBER(Optional.of(Role.MEMBER), false),
    MODERATOR(Optional.of(Role.MODERATOR), false),
    ADMIN(Optional.of(Role.ADMIN), false),
    SERVICE(Optional.of(Role.SERVICE), false);

    private final Optional<Role> role;
    final boolean forges;

    Who(Optional<Role> role, boolean forges) {
      this.role = role;
      this.forges = forges;
    }

    Optional<Caller> caller() {
      return role.map(it -> new Caller(new Person("u-" + name(), "somebody"), it));
    }

    boolean isStaff() {
      return role.filter(it -> it.atLeast(Role.MODERATOR)).isPresent();
    }

    boolean isMember() {
      return role.filter(it -> it.atLeast(Role.MEMBER)).isPresent();
    }
  }

  /** For whom something is. */
  private enum For {
    EVERYBODY,
    SIGNED_IN,
    MEMBERS,
    STAFF,
    NOBODY;

    Outcome outcome(Who who) {
      return switch (this) {
        case EVERYBODY -> Outcome.PASSES;
        case SIGNED_IN -> who.caller().isPresent() ? Outcome.PASSES : Outcome.NEEDS_A_SESSION;
        case MEMBERS -> who.isMember() ? Outcome.PASSES : Outcome.DENIED;
        case STAFF ->
            who.isStaff()
                ? Outcome.PASSES
                : who.caller().isPresent() ? Outcome.DENIED : Outcome.NEEDS_A_SESSION;
        case NOBODY -> Outcome.DENIED;
      };
    }
  }

  /** The table. Nobody publishes; to unregister what was not registered does nothing. */
  private enum Kind {
    OPEN_COMMAND(For.EVERYBODY, For.NOBODY),
    COMMAND(For.SIGNED_IN, For.NOBODY),
    COMMAND_OF_THE_STAFF(For.STAFF, For.NOBODY),
    OF_THE_BRIDGE_ITSELF(For.SIGNED_IN, For.NOBODY),
    EVENT(For.NOBODY, For.EVERYBODY),
    EVENT_FOR_MEMBERS(For.NOBODY, For.MEMBERS),
    EVENT_FOR_STAFF(For.NOBODY, For.STAFF),
    OWN_NOTICES(For.NOBODY, For.SIGNED_IN),
    NOTHING(For.NOBODY, For.NOBODY);

    final For send;
    final For register;

    Kind(For send, For register) {
      this.send = send;
      this.register = register;
    }
  }

  /** A message that was on the bus. */
  private record Sighting(String address, MultiMap headers, JsonObject body) {}

  private void note(DeliveryContext<Object> delivery) {
    Message<?> message = delivery.message();
    if (message.body() instanceof JsonObject body) {
      sightings.add(new Sighting(message.address(), message.headers(), body));
    }
    delivery.next();
  }

  @AfterEach
  void close() {
    edge.close();
  }

  @BeforeEach
  void servicesAnswer() {
    edge.vertx.eventBus().addOutboundInterceptor(this::note);
    edge.serve(
        Internal.CHAT_ROOM,
        question ->
            question.reply(
                new JsonObject()
                    .put(
                        "access",
                        question.body().getString("room").equals(MEMBERS_ROOM)
                            ? "members"
                            : "public")));
    for (Command command : Command.values()) {
      edge.serve(command.address(), message -> message.reply(new JsonObject()));
    }
  }

  private static Map<String, Kind> addresses() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    for (Command command : Command.values()) {
      kinds.put(
          command.address(),
          switch (command.access()) {
            case ANYONE -> Kind.OPEN_COMMAND;
            case SIGNED_IN -> Kind.COMMAND;
            case STAFF -> Kind.COMMAND_OF_THE_STAFF;
          });
    }
    kinds.put(Command.SESSION_REFRESH, Kind.OF_THE_BRIDGE_ITSELF);
    for (Topic topic : Topic.values()) {
      switch (topic) {
        case NOTICE_ALL -> kinds.put(topic.address(""), Kind.EVENT);
        case NOTICE_STAFF -> kinds.put(topic.address(""), Kind.EVENT_FOR_STAFF);
        case PRICE -> kinds.put(topic.address("BTC-USDT"), Kind.EVENT);
        case NOTICE_USER -> {
          kinds.put(topic.address(VICTIM.id()), Kind.NOTHING);
          for (Who who : Who.values()) {
            kinds.put(topic.address("u-" + who.name()), Kind.NOTHING);
          }
        }
        default -> {
          kinds.put(topic.address(ROOM), Kind.EVENT);
          kinds.put(topic.address(MEMBERS_ROOM), Kind.EVENT_FOR_MEMBERS);
        }
      }
    }
    kinds.put(Topic.NOTICE_ME, Kind.OWN_NOTICES);
    internals().forEach(address -> kinds.put(address, Kind.NOTHING));
    List.copyOf(kinds.keySet()).stream()
        .flatMap(PermissionMatrixTest::lookalikes)
        .forEach(address -> kinds.putIfAbsent(address, Kind.NOTHING));
    Stream.of("", "*", "#", ">", "__vertx.reply.1", "__vertx.subs", "internal.", "notice.me.x")
        .forEach(address -> kinds.put(address, Kind.NOTHING));
    return kinds;
  }

  private static Stream<String> internals() {
    return Stream.of(Internal.class.getDeclaredFields())
        .filter(field -> field.getType() == String.class)
        .map(PermissionMatrixTest::constant);
  }

  private static String constant(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<String> lookalikes(String address) {
    String namespace = address.substring(0, address.lastIndexOf('.') + 1);
    return Stream.of(
        address.toUpperCase(Locale.ROOT),
        " " + address,
        address + " ",
        address + ".",
        address + ".x",
        address + "\u0000",
        address + "\u200B",
        address.replace('.', '/'),
        address.replace(".", ".."),
        namespace,
        namespace + "*",
        namespace + "#",
        namespace + "../lobby");
  }

  private Browser enter(Who who) {
    return who.caller()
        .map(caller -> Browser.withToken(edge, edge.tokenOf(caller)))
        .orElseGet(() -> Browser.visitor(edge));
  }

  /**
   * An envelope with a mark to know it by; from one who forges, with all that might be believed.
   */
  private static JsonObject envelope(Who who, String type, String address, String mark) {
    JsonObject body = new JsonObject().put("mark", mark);
    JsonObject envelope = Browser.envelope(type, address).put("replyAddress", mark);
    if (who.forges) {
      JsonObject claims =
          new JsonObject()
              .put("caller-id", VICTIM.id())
              .put("Caller-Name", VICTIM.name())
              .put("caller-role", "admin")
              .put("caller-rooms", MEMBERS_ROOM)
              .put("from", VICTIM.toJson())
              .put("user", VICTIM.toJson().put("role", "admin"));
      body.mergeIn(claims);
      envelope.mergeIn(claims).put("headers", claims).put("rawHeaders", claims);
    }
    return envelope.put("body", body);
  }

  private static Outcome outcome(JsonObject answer) {
    if (answer.getString("type").equals("rec")) {
      return Outcome.PASSES;
    }
    return switch (answer.getInteger("failureCode")) {
      case 401 -> Outcome.NEEDS_A_SESSION;
      case 403 -> Outcome.DENIED;
      default -> throw new AssertionError(answer.encode());
    };
  }

  private static JsonObject exchange(Browser browser, JsonObject envelope) {
    browser.send(envelope);
    JsonObject answer = browser.next();
    assertThat(answer.getString("address"))
        .as("%s", answer)
        .isEqualTo(envelope.getString("replyAddress"));
    return answer;
  }

  private List<Sighting> sightingsOf(String mark) {
    return sightings.stream().filter(it -> mark.equals(it.body().getString("mark"))).toList();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsSentPassesByTheTableAndOnTheBusItIsWhoseItIs(Who who) {
    Map<String, Outcome> actual = new LinkedHashMap<>();
    Map<String, Outcome> expected = new LinkedHashMap<>();
    Browser browser = enter(who);
    addresses()
        .forEach(
            (address, kind) -> {
              String mark = UUID.randomUUID().toString();
              Outcome outcome = outcome(exchange(browser, envelope(who, "send", address, mark)));
              actual.put(address, outcome);
              expected.put(address, kind.send.outcome(who));
              boolean forTheBus =
                  kind == Kind.COMMAND
                      || kind == Kind.OPEN_COMMAND
                      || kind == Kind.COMMAND_OF_THE_STAFF;
              if (outcome == Outcome.PASSES && forTheBus) {
                assertThatItIsWhoseItIs(who, address, sightingsOf(mark));
              } else {
                assertThat(sightingsOf(mark)).as("what came to the bus at %s", address).isEmpty();
              }
            });
    assertThat(actual).isEqualTo(expected);
  }

  private static void assertThatItIsWhoseItIs(Who who, String address, List<Sighting> seen) {
    assertThat(seen).extracting(Sighting::address).containsExactly(address);
    MultiMap headers = seen.get(0).headers();
    assertThat(Caller.of(headers)).as(address).isEqualTo(who.caller());
    MultiMap stamp = MultiMap.caseInsensitiveMultiMap();
    who.caller().ifPresent(caller -> caller.stamp(stamp));
    assertThat(lines(headers))
        .as("headers at %s", address)
        .containsExactlyInAnyOrderElementsOf(lines(stamp));
  }

  private static List<String> lines(MultiMap headers) {
    return headers.entries().stream().map(Object::toString).toList();
  }

  @ParameterizedTest
  @EnumSource
  void nobodyPublishesAnything(Who who) {
    Browser browser = enter(who);
    for (String address : addresses().keySet()) {
      String mark = UUID.randomUUID().toString();
      JsonObject answer = exchange(browser, envelope(who, "publish", address, mark));
      assertThat(outcome(answer)).as(address).isEqualTo(Outcome.DENIED);
      assertThat(answer.getString("body")).isEqualTo("access_denied");
      assertThat(sightingsOf(mark)).as(address).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsRegisteredIsHeardByTheTableAndNothingElseIs(Who who) {
    Map<String, Outcome> actual = new LinkedHashMap<>();
    Map<String, Outcome> expected = new LinkedHashMap<>();
    Browser browser = enter(who);
    addresses()
        .forEach(
            (address, kind) -> {
              String mark = UUID.randomUUID().toString();
              Outcome outcome =
                  outcome(exchange(browser, envelope(who, "register", address, mark)));
              actual.put(address, outcome);
              expected.put(address, kind.register.outcome(who));
              if (internals().noneMatch(address::equals)) {
                publishToAll(who, browser, address, outcome);
              }
            });
    assertThat(actual).isEqualTo(expected);
  }

  /** What is published is heard by whoever was let in, and no more when they have left. */
  private void publishToAll(Who who, Browser browser, String address, Outcome outcome) {
    JsonObject event = new JsonObject().put("for", address);
    edge.publish(busAddress(who, address), event);
    if (outcome == Outcome.PASSES) {
      assertThat(browser.event(address)).isEqualTo(event);
      browser.unregister(address);
      edge.publish(busAddress(who, address), event);
    }
    browser.hasNothingUnread();
  }

  /** Own notices come at the caller's own address; where else is nobody's business. */
  private static String busAddress(Who who, String address) {
    return address.equals(Topic.NOTICE_ME)
        ? Topic.NOTICE_USER.address(who.caller().map(it -> it.person().id()).orElse(VICTIM.id()))
        : address.isEmpty() ? "nameless" : address;
  }

  @ParameterizedTest
  @EnumSource
  void toUnregisterWhatIsAnothersTakesNothingFromThem(Who who) {
    Browser victim = Browser.withToken(edge, edge.tokenOf(new Caller(VICTIM, Role.MODERATOR)));
    List<String> theirs =
        addresses().entrySet().stream()
            .filter(it -> it.getValue().register != For.NOBODY)
            .map(Map.Entry::getKey)
            .toList();
    theirs.forEach(victim::register);
    Browser browser = enter(who);

    addresses().keySet().forEach(browser::unregister);
    browser.unregister(Topic.NOTICE_USER.address(VICTIM.id()));

    for (String address : theirs) {
      JsonObject event = new JsonObject().put("still", "heard");
      edge.publish(
          address.equals(Topic.NOTICE_ME) ? Topic.NOTICE_USER.address(VICTIM.id()) : address,
          event);
      assertThat(victim.event(address)).isEqualTo(event);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nobodyAnswersForAService(Who who) {
    edge.dismissServices();
    BlockingQueue<Message<JsonObject>> asked = edge.listenForRequests("price.quote");
    Browser victim = Browser.visitor(edge);
    victim.send(Browser.envelope("send", "price.quote").put("replyAddress", "r"));
    Message<JsonObject> request = Edge.soon(asked);
    Browser browser = enter(who);

    for (String type : List.of("send", "publish", "register")) {
      JsonObject forged = envelope(who, type, request.replyAddress(), "forged " + type);
      assertThat(outcome(exchange(browser, forged))).isEqualTo(Outcome.DENIED);
    }

    request.reply(new JsonObject().put("price", "1"));
    assertThat(victim.event("r")).isEqualTo(new JsonObject().put("price", "1"));
    victim.hasNothingUnread();
    browser.hasNothingUnread();
  }

  private List<String> forgedTokens() {
    Caller admin = new Caller(VICTIM, Role.ADMIN);
    String good = edge.tokenOf(new Caller(VICTIM, Role.GUEST));
    String[] parts = good.split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String raised = base64(claims.replace("\"guest\"", "\"admin\""));
    List<String> tokens = new ArrayList<>();
    for (String algorithm : List.of("none", "None", "NONE", "HS512", "RS256", "ES256", "")) {
      String header = base64("{\"typ\":\"JWT\",\"alg\":\"" + algorithm + "\"}");
      tokens.add(header + "." + parts[1] + ".");
      tokens.add(header + "." + raised + "." + parts[2]);
    }
    tokens.add(parts[0] + "." + raised + "." + parts[2]);
    tokens.add(parts[0] + "." + parts[1] + ".");
    tokens.add(parts[0] + "." + parts[1]);
    tokens.add(parts[0] + "." + parts[1] + "." + parts[2].substring(2));
    tokens.add(good + "." + parts[2]);
    tokens.add(signed(TokenKey.generate(), SessionTokens.FOR_GUESTS, Clock.systemUTC(), admin));
    tokens.add(signed(Edge.KEY, SessionTokens.FOR_THE_HOSTS_PEOPLE, Clock.systemUTC(), admin));
    tokens.add(
        signed(
            Edge.KEY,
            SessionTokens.FOR_GUESTS,
            Clock.offset(Clock.systemUTC(), Duration.ofHours(-2)),
            admin));
    tokens.add("ttk_" + "A".repeat(43));
    tokens.add("..");
    tokens.add("0");
    return tokens;
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String signed(TokenKey key, String issuer, Clock clock, Caller caller) {
    return new SessionTokens(edge.vertx, key, issuer, Duration.ofHours(1), clock)
        .issue(caller)
        .token();
  }

  @Test
  void aForgedTokenIsNobodysAndWhatItIsSentWithReachesNobody() throws IOException {
    for (String token : forgedTokens()) {
      for (Browser forger :
          List.of(
              Browser.withToken(edge, token),
              Browser.withHeader(edge, "Authorization", "Bearer " + token),
              Browser.withHeader(edge, "X-Api-Key", token),
              Browser.withHeader(edge, "Cookie", "tickertalk_session=" + token))) {
        assertThat(forger.closed())
            .as(token)
            .isEqualTo(new Browser.Closed(4401, "the session is over"));
      }
      sendAtOnce(token);
    }
    Browser.visitor(edge).hasNothingUnread();
    assertThat(sightingsOf("forged")).filteredOn(it -> !it.headers().isEmpty()).isEmpty();
  }

  /** Quicker than the bridge's word that the session is over. */
  private void sendAtOnce(String token) throws IOException {
    try (RawClient forger = new RawClient(edge, "?token=" + token)) {
      for (Command command : Command.values()) {
        forger.sendText(
            envelope(Who.VISITOR_WHO_FORGES, "send", command.address(), "forged").encode());
      }
      RawClient.Frame frame = forger.read();
      while (frame.opcode() == RawClient.TEXT) { // what a visitor gets
        frame = forger.read();
      }
      assertThat(frame.closeCode()).as(token).isEqualTo(4401);
    }
  }

  @Test
  void aSocketGoesOnByNobodyElsesToken() {
    Caller mallory = new Caller(new Person("u-mallory", "mallory"), Role.GUEST);
    String adminsToken = edge.tokenOf(new Caller(VICTIM, Role.ADMIN));
    Browser browser = Browser.withToken(edge, edge.tokenOf(mallory));

    JsonObject answer =
        browser.command(Command.SESSION_REFRESH, new JsonObject().put("token", adminsToken));

    assertThat(outcome(answer)).isEqualTo(Outcome.DENIED);
    browser.command("chat.seen", new JsonObject().put("mark", "after"));
    assertThat(Caller.of(sightingsOf("after").get(0).headers())).contains(mallory);
  }
}
