package tickertalk.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The REST API, the plain doors, and what the server says of itself, against its real traffic. */
@Timeout(60)
class ApiIT {
  private static final byte[] KEY =
      "a secret that this test alone knows".getBytes(StandardCharsets.UTF_8);
  private static final Path ASYNCAPI_SCHEMA =
      Path.of("src/test/npm/node_modules/@asyncapi/specs/schemas/3.0.0-without-$id.json");

  @TempDir static Path data;
  static Tickertalk server;
  static JsonObject openApi;
  static JsonObject asyncApi;

  @BeforeAll
  static void start() {
    server =
        Tickertalk.start(
            data,
            "--token-key",
            Base64.getEncoder().encodeToString(KEY),
            "--notice-every",
            "1s",
            "--price-replay-speed",
            "60");
    openApi = new JsonObject(get("/api/openapi.json", null).body());
    asyncApi = new JsonObject(get("/asyncapi.json", null).body());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> get(String path, String token) {
    return send("GET", path, null, token);
  }

  private static HttpResponse<String> send(
      String method, String path, JsonObject body, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.origin().resolve(path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return Client.rest(request);
  }

  /** A token as another server of the operator's makes it, which has the key. */
  private static String serviceToken() {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    long now = System.currentTimeMillis() / 1_000;
    JsonObject claims =
        new JsonObject()
            .put("iss", "tickertalk:guest")
            .put("jti", UUID.randomUUID().toString())
            .put("iat", now)
            .put("auth_time", now)
            .put("sub", "backend")
            .put("name", "backend")
            .put("role", "service")
            .put("exp", now + 600);
    String signed =
        base64.encodeToString(bytes("{\"typ\":\"JWT\",\"alg\":\"HS256\"}"))
            + "."
            + base64.encodeToString(bytes(claims.encode()));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      return signed + "." + base64.encodeToString(mac.doFinal(bytes(signed)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonObject message(String text) {
    return new JsonObject().put("id", UUID.randomUUID().toString()).put("text", text);
  }

  /** One use of the REST API. */
  record Call(String method, String template, String path, String body) {
    static Call of(String method, String template, String path, String body) {
      return new Call(method, template, path, body);
    }

    JsonObject sent() {
      return body == null
          ? null
          : new JsonObject(body.replace('\'', '"').replace("UUID", UUID.randomUUID().toString()));
    }

    JsonObject operation() {
      return openApi
          .getJsonObject("paths")
          .getJsonObject(template)
          .getJsonObject(method.toLowerCase(java.util.Locale.ROOT));
    }
  }

  static Stream<Call> everyCall() {
    String room = "/api/rooms/{room}";
    String message = room + "/messages/{seq}";
    return Stream.of(
        Call.of("POST", "/api/session", "/api/session", "{'name':'dora'}"),
        Call.of("GET", "/api/session", "/api/session", null),
        Call.of("POST", "/api/session/refresh", "/api/session/refresh", null),
        Call.of("PUT", room, "/api/rooms/attic", "{'title':'The attic'}"),
        Call.of("GET", "/api/rooms", "/api/rooms", null),
        Call.of(
            "POST", room + "/messages", "/api/rooms/attic/messages", "{'id':'UUID','text':'love'}"),
        Call.of("GET", room + "/messages", "/api/rooms/attic/messages?after=0&limit=10", null),
        Call.of("GET", room + "/messages", "/api/rooms/attic/messages?before=9", null),
        Call.of("PUT", message, "/api/rooms/attic/messages/1", "{'id':'UUID','text':'love you'}"),
        Call.of(
            "PUT",
            message + "/reactions",
            "/api/rooms/attic/messages/1/reactions",
            "{'id':'UUID','emoji':'👍','on':true}"),
        Call.of("DELETE", message, "/api/rooms/attic/messages/1?id=" + UUID.randomUUID(), null),
        Call.of("GET", room + "/messages", "/api/rooms/attic/messages", null),
        Call.of("GET", "/api/search", "/api/search?query=lov&room=attic&limit=5", null),
        Call.of("GET", "/api/search", "/api/search?author=alice&from=1&order=oldest", null),
        Call.of("PUT", room + "/seen", "/api/rooms/attic/seen", "{'seq':1}"),
        Call.of(
            "PUT",
            room + "/mutes/{user}",
            "/api/rooms/attic/mutes/u-1",
            "{'minutes':5,'reason':'too loud'}"),
        Call.of("POST", room + "/kicks", "/api/rooms/attic/kicks", "{'user':'u-1'}"),
        Call.of("PUT", "/api/bans/{user}", "/api/bans/u-1", "{'minutes':5}"),
        Call.of("POST", room + "/reports", "/api/rooms/attic/reports", "{'seq':1}"),
        Call.of("GET", "/api/reports", "/api/reports?limit=5", null),
        Call.of("PUT", "/api/reports/{report}", "/api/reports/NEWEST", "{}"),
        Call.of(
            "PUT",
            room + "/settings",
            "/api/rooms/attic/settings",
            "{'slowModeSeconds':1,'words':['scam'],'wordAction':'hold','retentionDays':30}"),
        Call.of("GET", "/api/audit", "/api/audit?room=attic&limit=5", null),
        Call.of("POST", room + "/typing", "/api/rooms/attic/typing", "{'typing':true}"),
        Call.of("GET", room + "/scores", "/api/rooms/attic/scores", null),
        Call.of("GET", room + "/mood", "/api/rooms/attic/mood", null),
        Call.of(
            "POST",
            room + "/sentiment/trial",
            "/api/rooms/attic/sentiment/trial",
            "{'word':'to the attic','weight':-0.5,'limit':9}"),
        Call.of(
            "PUT",
            room + "/sentiment/words",
            "/api/rooms/attic/sentiment/words",
            "{'word':'to the attic','weight':-0.5}"),
        Call.of("GET", room + "/sentiment/words", "/api/rooms/attic/sentiment/words", null),
        Call.of("POST", "/api/sentiment", "/api/sentiment", "{'text':'I love it'}"),
        Call.of("GET", "/api/prices/{symbol}", "/api/prices/BTC-USDT", null),
        Call.of(
            "GET",
            "/api/prices/{symbol}/candles",
            "/api/prices/BTC-USDT/candles?interval=1m&limit=5",
            null),
        Call.of("POST", "/api/notices", "/api/notices", "{'text':'to everybody'}"),
        Call.of("GET", "/api/notices", "/api/notices?limit=5", null),
        Call.of("PUT", "/api/notices/read", "/api/notices/read", "{'upTo':1}"),
        Call.of(
            "POST",
            "/api/alerts/preview",
            "/api/alerts/preview",
            "{'symbol':'BTC-USDT','when':'price crosses 70000'}"),
        Call.of("GET", "/api/alerts", "/api/alerts", null),
        Call.of(
            "POST",
            "/api/alerts",
            "/api/alerts",
            "{'symbol':'BTC-USDT','when':'price > 999999','cooldown':'1h'}"),
        Call.of("DELETE", "/api/alerts/{alert}", "/api/alerts/MADE", null));
  }

  @Test
  void everyOperationShouldAnswerAsItIsDocumented() {
    String token = serviceToken();
    Set<String> used = new HashSet<>();
    AtomicReference<JsonObject> before = new AtomicReference<>();
    everyCall()
        .forEach(
            call -> {
              JsonObject operation = call.operation();
              used.add(operation.getString("operationId"));
              JsonObject sent = call.sent();
              String path = path(call, before.get());
              HttpResponse<String> answer = send(call.method(), path, sent, token);
              before.set(new JsonObject(answer.body()));
              assertThat(answer.statusCode()).as("%s: %s", call, answer.body()).isBetween(200, 201);
              require(operation, Integer.toString(answer.statusCode()), answer.body());
              if (sent != null) {
                JsonObject body = operation.getJsonObject("requestBody");
                DocumentedSchema.of(openApi, schema(body)).requireOf(sent);
              }
            });
    used.addAll(List.of("signOut", "revokeSessions")); // which answer with nothing
    assertThat(used).isEqualTo(operationIds());
  }

  /** The path, with the id that the answer before gave. */
  private static String path(Call call, JsonObject before) {
    if (call.path().contains("NEWEST")) {
      return call.path().replace("NEWEST", Long.toString(newestReport(before)));
    }
    return call.path().contains("MADE")
        ? call.path().replace("MADE", Long.toString(before.getLong("id")))
        : call.path();
  }

  private static Set<String> operationIds() {
    Set<String> ids = new HashSet<>();
    openApi
        .getJsonObject("paths")
        .forEach(
            path ->
                ((JsonObject) path.getValue())
                    .forEach(
                        method ->
                            ids.add(((JsonObject) method.getValue()).getString("operationId"))));
    return ids;
  }

  private static JsonObject schema(JsonObject described) {
    return described
        .getJsonObject("content")
        .getJsonObject("application/json")
        .getJsonObject("schema");
  }

  private static void require(JsonObject operation, String status, String body) {
    JsonObject response = operation.getJsonObject("responses").getJsonObject(status);
    DocumentedSchema.of(openApi, schema(response)).requireOf(new JsonObject(body));
  }

  static Stream<Call> callsThatAreRefused() {
    String messages = "/api/rooms/{room}/messages";
    return Stream.of(
        Call.of("POST", messages, "/api/rooms/lobby/messages", "{'id':'x','text':'x'}"),
        Call.of("POST", messages, "/api/rooms/cellar/messages", "{'id':'UUID','text':'x'}"),
        Call.of("GET", messages, "/api/rooms/lobby/messages?limit=0", null),
        Call.of("GET", "/api/prices/{symbol}", "/api/prices/DOGE-USDT", null),
        Call.of("POST", "/api/alerts", "/api/alerts", "{'symbol':'DOGE-USDT','when':'price > 1'}"),
        Call.of("POST", "/api/alerts", "/api/alerts", "{'symbol':'BTC-USDT','when':'mood > 1'}"),
        Call.of("DELETE", "/api/alerts/{alert}", "/api/alerts/999999", null));
  }

  @ParameterizedTest
  @MethodSource("callsThatAreRefused")
  void aRefusalShouldBeAsItIsDocumented(Call call) {
    HttpResponse<String> answer = send(call.method(), call.path(), call.sent(), serviceToken());
    assertThat(answer.statusCode()).isIn(400, 404);
    assertThat(new JsonObject(answer.body()).getInteger("code")).isEqualTo(answer.statusCode());
    require(call.operation(), "default", answer.body());
  }

  @Test
  void theAsyncApiDocumentShouldKeepToItsStandard() throws IOException {
    JsonObject standard = new JsonObject(Files.readString(ASYNCAPI_SCHEMA));
    DocumentedSchema.alone(standard, Draft.DRAFT7).requireOf(asyncApi);
  }

  private static JsonObject payload(String channel, String message) {
    return asyncApi
        .getJsonObject("channels")
        .getJsonObject(channel)
        .getJsonObject("messages")
        .getJsonObject(message)
        .getJsonObject("payload");
  }

  static Stream<JsonObject> everyCommand() {
    return Stream.of(
            "{'address':'chat.rooms','body':{}}",
            "{'address':'chat.open','body':{'room':'lobby','title':'lobby'}}",
            "{'address':'chat.post','body':{'room':'lobby','id':'UUID','text':'I love it'}}",
            "{'address':'chat.open','body':{'room':'bus','title':'bus'}}",
            "{'address':'chat.post','body':{'room':'bus','id':'UUID','text':'helo'}}",
            "{'address':'chat.edit','body':{'room':'bus','id':'UUID','seq':1,'text':'hello'}}",
            "{'address':'chat.react','body':{'room':'bus','id':'UUID','seq':1,'emoji':'❤','on':true}}",
            "{'address':'chat.delete','body':{'room':'bus','id':'UUID','seq':1}}",
            "{'address':'chat.history','body':{'room':'bus','limit':5}}",
            "{'address':'chat.history','body':{'room':'lobby','limit':5}}",
            "{'address':'chat.search','body':{'query':'ㅋㅋ','limit':5}}",
            "{'address':'chat.seen','body':{'room':'lobby','seq':1}}",
            "{'address':'chat.mute','body':{'room':'bus','user':'u-1','minutes':5}}",
            "{'address':'chat.kick','body':{'room':'bus','user':'u-1','reason':'too loud'}}",
            "{'address':'chat.ban','body':{'room':'bus','user':'u-1'}}",
            "{'address':'chat.open','body':{'room':'reported','title':'reported'}}",
            "{'address':'chat.post','body':{'room':'reported','id':'UUID','text':'buy my coin'}}",
            "{'address':'chat.report','body':{'room':'reported','seq':1,'reason':'spam'}}",
            "{'address':'chat.reports','body':{'room':'reported'}}",
            "{'address':'chat.resolve','body':{'report':1}}",
            "{'address':'chat.settings','body':{'room':'bus','slowModeSeconds':1}}",
            "{'address':'chat.audit','body':{'room':'bus','limit':5}}",
            "{'address':'session.refresh','body':{}}",
            "{'address':'typing.set','body':{'room':'lobby','typing':true}}",
            "{'address':'sentiment.analyze','body':{'text':'so sad'}}",
            "{'address':'sentiment.scores','body':{'room':'lobby'}}",
            "{'address':'sentiment.mood','body':{'room':'lobby'}}",
            "{'address':'sentiment.try','body':{'room':'bus','word':'진격','weight':0.8}}",
            "{'address':'sentiment.teach','body':{'room':'bus','word':'진격','weight':0.8}}",
            "{'address':'sentiment.words','body':{'room':'bus'}}",
            "{'address':'price.quote','body':{'symbol':'BTC-USDT'}}",
            "{'address':'price.candles','body':{'symbol':'BTC-USDT','interval':'1m','limit':3}}",
            "{'address':'notice.list','body':{}}",
            "{'address':'notice.read','body':{'upTo':1}}",
            "{'address':'alert.preview','body':{'symbol':'BTC-USDT','when':'price < 70000'}}",
            "{'address':'alert.list','body':{}}",
            "{'address':'alert.create','body':{'symbol':'BTC-USDT','when':'price < 1'}}",
            "{'address':'alert.delete','body':{}}")
        .map(json -> json.replace('\'', '"').replace("UUID", UUID.randomUUID().toString()))
        .map(JsonObject::new);
  }

  @Test
  void everyCommandOnTheBusShouldBeAnsweredAsDocumented() {
    try (Client backend = Client.withToken(server, serviceToken())) {
      Set<String> used = new HashSet<>();
      AtomicReference<JsonObject> before = new AtomicReference<>();
      everyCommand()
          .forEach(
              command -> {
                String address = command.getString("address");
                used.add(address);
                if (address.equals("chat.resolve")) {
                  command
                      .getJsonObject("body")
                      .put("report", newestReport(before.get().getJsonObject("body")));
                }
                if (address.equals("alert.delete")) {
                  command
                      .getJsonObject("body")
                      .put("alert", before.get().getJsonObject("body").getLong("id"));
                }
                DocumentedSchema.of(asyncApi, payload(address, "request"))
                    .requireOf(command.copy().put("type", "send").put("replyAddress", "r"));
                JsonObject answer = backend.exchange("send", address, command.getValue("body"));
                DocumentedSchema.of(asyncApi, payload(address + ".reply", "reply"))
                    .requireOf(answer);
                before.set(answer);
              });
      assertThat(used).isEqualTo(operations("receive"));
      DocumentedSchema.of(asyncApi, payload("chat.post.reply", "refusal"))
          .requireOf(backend.refusal("send", "chat.post", new JsonObject()));
    }
  }

  private static long newestReport(JsonObject answer) {
    return answer.getJsonArray("reports").getJsonObject(0).getLong("id");
  }

  private static Set<String> operations(String action) {
    Set<String> names = new HashSet<>();
    asyncApi
        .getJsonObject("operations")
        .forEach(
            it -> {
              if (((JsonObject) it.getValue()).getString("action").equals(action)) {
                names.add(it.getKey());
              }
            });
    return names;
  }

  @Test
  void everyEventShouldBeAsDocumented() {
    try (Client alice = Client.enter(server, "alice");
        Client bob = Client.enter(server, "bob" + System.nanoTime());
        Client backend = Client.withToken(server, serviceToken())) {
      List<String> addresses =
          List.of(
              "chat.room.lobby",
              "typing.room.lobby",
              "presence.room.lobby",
              "sentiment.room.lobby",
              "price.BTC-USDT",
              "notice.all",
              "notice.me");
      bob.register(addresses.toArray(String[]::new));
      bob.ask("notice.list", new JsonObject());
      alice.register("chat.room.lobby");
      alice.ask("typing.set", new JsonObject().put("room", "lobby").put("typing", true));
      long seq = alice.post("love, @" + bob.name()).getLong("seq");
      backend.register("notice.staff");
      alice.ask("chat.report", new JsonObject().put("room", "lobby").put("seq", seq));
      changes(seq)
          .forEach(change -> alice.ask(change.getString("address"), change.getJsonObject("body")));

      Set<String> channels = new HashSet<>();
      for (String address : addresses) {
        bob.event(address, body -> true);
        String channel = address.replaceAll("\\.(lobby|BTC-USDT)$", "");
        channels.add(channel);
        bob.events(address).forEach(body -> requireAsDocumented(channel, address, body));
      }
      channels.add("notice.staff");
      requireAsDocumented(
          "notice.staff", "notice.staff", backend.event("notice.staff", body -> true));
      bob.event("sentiment.room.lobby", body -> "mood".equals(body.getString("kind")));
      for (String kind : List.of("message", "edit", "reaction", "delete")) {
        JsonObject told = bob.event("chat.room.lobby", it -> kind.equals(it.getString("kind")));
        requireAsDocumented("chat.room", "chat.room.lobby", told);
      }
      assertThat(channels).isEqualTo(operations("send"));
    }
  }

  private static void requireAsDocumented(String channel, String address, JsonObject body) {
    DocumentedSchema.of(asyncApi, payload(channel, "event"))
        .requireOf(new JsonObject().put("type", "rec").put("address", address).put("body", body));
  }

  private static Stream<JsonObject> changes(long seq) {
    return Stream.of(
            "{'address':'chat.edit','body':{'room':'lobby','id':'UUID','seq':SEQ,'text':'hi'}}",
            "{'address':'chat.react','body':{'room':'lobby','id':'UUID','seq':SEQ,'emoji':'❤','on':true}}",
            "{'address':'chat.delete','body':{'room':'lobby','id':'UUID','seq':SEQ}}")
        .map(json -> json.replace('\'', '"').replace("SEQ", Long.toString(seq)))
        .map(json -> new JsonObject(json.replace("UUID", UUID.randomUUID().toString())));
  }

  @Test
  void aNoticeByRestShouldReachAnOpenSocketWithinASecond() {
    try (Client alice = Client.enter(server, "alice");
        Client bob = Client.enter(server, "bob")) {
      alice.register("notice.all", "notice.me");
      bob.register("notice.all", "notice.me");
      alice.ask("notice.list", new JsonObject());
      String toAll = "to all " + UUID.randomUUID();
      long before = System.currentTimeMillis();

      send("POST", "/api/notices", new JsonObject().put("text", toAll), serviceToken());

      alice.event("notice.all", it -> toAll.equals(it.getString("text")));
      bob.event("notice.all", it -> toAll.equals(it.getString("text")));
      assertThat(System.currentTimeMillis() - before).isLessThan(1_000);

      JsonObject toAlice = new JsonObject().put("to", alice.id()).put("text", "psst");
      assertThat(send("POST", "/api/notices", toAlice, serviceToken()).statusCode()).isEqualTo(201);
      alice.event("notice.me", it -> "psst".equals(it.getString("text")));
      assertThat(bob.events("notice.me")).isEmpty();
      assertThat(send("POST", "/api/notices", toAlice, alice.token()).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void theSameMessageTwiceByRestShouldBeOneMessage() {
    try (Client alice = Client.enter(server, "alice")) {
      JsonObject message = message("once, by REST");
      String path = "/api/rooms/lobby/messages";
      String first = send("POST", path, message, alice.token()).body();
      assertThat(send("POST", path, message, alice.token()).body()).isEqualTo(first);
    }
  }

  @Test
  void echoShouldAnswerAThousandLinesInOrder() {
    try (LineClient echo = new LineClient(server, "/ws");
        LineClient received = new LineClient(server, "/plain/echo?prefix=Received")) {
      received.send("hi").gets("Received: hi");
      echo.send("여기").gets("Echo: 여기");
      List<String> lines = IntStream.range(0, 1_000).mapToObj(i -> "line " + i).toList();
      lines.forEach(echo::send);
      echo.gets("Echo: line 999");
      assertThat(echo.lines().subList(1, 1_001))
          .isEqualTo(lines.stream().map(line -> "Echo: " + line).toList());
    }
    assertThat(server.log()).contains("Received message: 여기");
  }

  @Test
  void peopleShouldTalkByLines() {
    String door = "/plain/rooms/" + Client.openRoom(server);
    try (LineClient alice = new LineClient(server, door + "?name=alice&echo=true");
        LineClient bob = new LineClient(server, door + "?name=bob&events=true")) {
      alice.send("/typing");
      bob.gets("💬 alice 입력 중...");
      alice.send("안녕");
      bob.gets("alice: 안녕");
      alice.gets("alice: 안녕");
      bob.send("hi");
      alice.gets("bob: hi");
      assertThat(bob.lines()).doesNotContain("bob: hi");
      bob.send("/mood love").gets("긍정 😊");
      bob.send("/exit");
      assertThat(bob.closeCode()).isEqualTo(1000);
      alice.send("/mood sad").gets("부정 😞");
      assertThat(alice.lines()).noneMatch(line -> line.contains("/exit"));
    }
  }

  @Test
  void aStreamShouldResumeWithoutAHoleAndWithoutADouble() {
    String room = Client.openRoom(server);
    String door = "/plain/rooms/" + room;
    String token = serviceToken();
    String messages = "/api/rooms/" + room + "/messages";
    EventStream.Event last;
    try (EventStream stream = EventStream.of(server, door + "?topics=sentiment,presence")) {
      send("POST", messages, message("one"), token);
      last = stream.event(it -> it.name().equals("message"));
      stream.event(it -> it.name().equals("sentiment"));
    }
    for (int i = 0; i < 30; i++) {
      send("POST", messages, message("missed " + i), token);
    }
    try (EventStream stream = EventStream.after(server, door, last.id())) {
      stream.event(it -> it.data().getLong("seq") == 31);
      send("POST", messages, message("new"), token);
      stream.event(it -> it.data().getLong("seq") == 32);
      assertThat(stream.events())
          .extracting(it -> it.data().getLong("seq"))
          .containsExactlyElementsOf(IntStream.rangeClosed(2, 32).mapToObj(Long::valueOf).toList());
    }
  }

  @Test
  void theCounterShouldCountUpAndBeEqualForEverybody() {
    try (EventStream one = EventStream.of(server, "/counter");
        EventStream two = EventStream.of(server, "/counter")) {
      int before = one.event(it -> true).data().getInteger("people");
      try (LineClient carol = new LineClient(server, "/plain/rooms/lobby?name=carol")) {
        for (EventStream each : List.of(one, two)) {
          each.event(it -> it.data().getInteger("people") > before);
        }
        carol.send("/exit");
        carol.closeCode();
      }
    }
  }

  @Test
  void theScriptOfTheDocsShouldSayAndHear() throws Exception {
    assumeTrue(hasPython(), "python3 is not here");
    Path script = Path.of("..", "docs", "post_and_read.py");
    assertThat(Files.readAllLines(script)).hasSizeLessThan(20);
    String room = Client.openRoom(server);
    Process python =
        new ProcessBuilder(
                "python3",
                script.toString(),
                server.origin().toString(),
                room,
                "piet",
                "hello from Python")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = python.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("piet: hello from Python");
      reactAndGoOn("/api/rooms/" + room + "/messages");
      assertThat(output.readLine()).as("not of the reaction").isEqualTo("dora: hello piet");
    } finally {
      python.destroyForcibly().waitFor();
    }
  }

  private static void reactAndGoOn(String messages) {
    String dora =
        new JsonObject(
                send("POST", "/api/session", new JsonObject().put("name", "dora"), null).body())
            .getString("token");
    JsonObject reaction =
        new JsonObject().put("id", UUID.randomUUID().toString()).put("emoji", "👍").put("on", true);
    assertThat(send("PUT", messages + "/1/reactions", reaction, dora).statusCode()).isEqualTo(200);
    assertThat(send("POST", messages, message("hello piet"), dora).statusCode()).isEqualTo(201);
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
