package tickertalk.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tickertalk.contract.ChatDelete;
import tickertalk.contract.ChatEdit;
import tickertalk.contract.ChatPost;
import tickertalk.contract.ChatReact;
import tickertalk.contract.ChatWrite;
import tickertalk.contract.Entry;
import tickertalk.contract.Person;
import tickertalk.contract.RoomAccess;
import tickertalk.contract.SearchOrder;
import tickertalk.contract.SearchQuery;
import tickertalk.storage.Database;
import tickertalk.storage.DatabaseConfig;
import tickertalk.storage.Databases;
import tickertalk.storage.Sql;

/** The index behind the log, and the search in it; every test has rooms and a word of its own. */
@ParameterizedClass
@EnumSource
@Timeout(60)
class MessageSearchTest {
  private static final Person ALICE = new Person("u-1", "alice");
  private static final long NEVER_LATE = 0;

  enum Kind {
    SQLITE,
    POSTGRESQL
  }

  @TempDir static Path folder;

  private static Database database;
  private static SearchIndex index;

  private final AtomicLong nowMs = new AtomicLong(1_700_000_000_000L);
  private final People people = new People();
  private final RoomLog log = new RoomLog(database, people, 10_000, Clock.systemUTC());
  private final SearchFollower follower = new SearchFollower(database, index);
  private final MessageSearch search = new MessageSearch(database, index, () -> NEVER_LATE);
  private final String room = "room-" + UUID.randomUUID();
  private final String otherRoom = "other-" + UUID.randomUUID();

  MessageSearchTest(Kind kind) {}

  @BeforeParameterizedClassInvocation
  static void openDatabase(Kind kind) {
    database =
        Database.open(
            kind == Kind.SQLITE
                ? DatabaseConfig.embeddedIn(folder)
                : DatabaseConfig.at(Databases.postgresqlUrl()));
    database.migrate("chat");
    index = SearchIndex.of(database);
  }

  @AfterParameterizedClassInvocation
  static void closeDatabase() {
    database.close();
  }

  @BeforeEach
  void openRooms() {
    log.open(room, "a room", RoomAccess.PUBLIC);
    log.open(otherRoom, "another room", RoomAccess.PUBLIC);
  }

  // What is found

  @Test
  void messagesAreFoundByPartsOfWordsAndInitialsAndEmoji() {
    say(room, "오늘 비트코인이 오른다ㅋㅋ", "BitCoin 🚀🚀", "감사 👨‍👩‍👧", "ＥＴＨ ７０,３５２");
    follow();
    assertFound("오늘 비트코인이 오른다ㅋㅋ", "비트코", "코인이", "비", "ㅂㅌㅋㅇ", "비ㅌ코", "ㅋㅋ", "오른 비트", "ㅋ 오늘");
    assertFound("BitCoin 🚀🚀", "bitc", "COIN", "🚀", "ｂｉｔ 🚀");
    assertFound("감사 👨‍👩‍👧", "👨‍👩‍👧", "👩", "ㄳ");
    assertFound("ＥＴＨ ７０,３５２", "eth", "70,352", "0,3", "h");
    for (String absent : List.of("비트 코끼리", "뷁", "ㅌㅂ", "coinbit", "🛸", "오늘 bitcoin")) {
      assertThat(texts(find(absent))).as(absent).isEmpty();
    }
  }

  private void assertFound(String text, String... queries) {
    assertThat(queries)
        .allSatisfy(query -> assertThat(texts(find(query))).as(query).contains(text));
  }

  @Test
  void whatWasSaidLaterComesFirstWhateverTheRoom() {
    say(room, "달걀 하나");
    say(otherRoom, "달걀 둘");
    say(room, "달걀 셋");
    follow();
    SearchPage page = search.search(query("달걀"), everywhere());
    assertThat(texts(page)).containsExactly("달걀 셋", "달걀 둘", "달걀 하나");
    assertThat(page.next()).isEmpty();
  }

  @Test
  void whatWasMissedIsPutInTheOrderInWhichItWasSaid() {
    List<String> rooms = IntStream.range(0, 70).mapToObj(i -> room + i).toList();
    rooms.forEach(name -> log.open(name, "a room", RoomAccess.PUBLIC));
    List<String> said = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      said.add("물고기 " + i);
      say(rooms.get(i * i % rooms.size()), said.get(i));
    }
    follow();
    Collections.reverse(said);
    SearchScope scope = new SearchScope(Set.copyOf(rooms), false);
    assertThat(allTexts("물고기", scope)).containsExactlyElementsOf(said);
  }

  @Test
  void aRoomIsSearchedAlone() {
    say(room, "사과나무");
    say(otherRoom, "사과나무 둘");
    follow();
    assertThat(texts(search.search(query("사과"), only(otherRoom)))).containsExactly("사과나무 둘");
    assertThat(search.search(query("사과"), new SearchScope(Set.of(), false)).hits()).isEmpty();
  }

  @Test
  void nothingIsFoundInMoreRoomsThanTheIndexIsAskedForButThese() {
    say(room, "포도나무");
    say(otherRoom, "포도나무 둘");
    follow();
    Set<String> many =
        IntStream.range(0, 200).mapToObj(i -> "room" + i).collect(Collectors.toSet());
    many.add(room);
    assertThat(texts(search.search(query("포도"), new SearchScope(many, false))))
        .containsExactly("포도나무");
  }

  // Pages

  @Test
  void pagesHaveEachMessageOnceHoweverManyLookAlike() {
    for (int i = 0; i < 700; i++) {
      say(room, "가나 나라", "가나라 " + i); // the first has the pieces of the word, and not the word
    }
    follow();
    List<String> expected = IntStream.range(0, 700).mapToObj(i -> "가나라 " + (699 - i)).toList();
    assertThat(allTexts("가나라", only(room))).containsExactlyElementsOf(expected);
  }

  @Test
  void aSearchThatTakesLongEndsEarlyAndGoesOnWhereItEnded() {
    for (int i = 0; i < 300; i++) {
      say(room, "다라 라마", i % 100 == 0 ? "다라마 " + i : "다라 라마");
    }
    follow();
    AtomicLong clock = new AtomicLong();
    MessageSearch slow =
        new MessageSearch(
            database, index, () -> clock.addAndGet(MessageSearch.PATIENCE.toNanos() + 1));
    List<String> found = new ArrayList<>();
    int pages = 0;
    OptionalLong next = OptionalLong.empty();
    do {
      SearchPage page = slow.search(query("다라마", 20, next), only(room));
      found.addAll(texts(page));
      next = page.next();
      pages++;
    } while (next.isPresent());
    assertThat(found).containsExactly("다라마 200", "다라마 100", "다라마 0");
    assertThat(pages).isGreaterThan(1);
  }

  @Test
  void aPageOfLongTextsEndsBeforeItsLimit() {
    String longText = "파도 " + "가".repeat(3_900);
    for (int i = 0; i < 80; i++) {
      say(room, longText);
    }
    follow();
    SearchPage page = search.search(query("파도", 100, OptionalLong.empty()), only(room));
    assertThat(page.hits()).hasSizeBetween(1, RoomLog.PAGE_CHARS / 3_900);
    assertThat(allTexts("파도", only(room))).hasSize(80);
  }

  // Authors, times, order

  @Test
  void whatSomebodySaidIsFoundByTheirNameWithWordsOrWithout() {
    say(room, "감자 하나");
    sayAs(new Person("u-2", "Ｂｏｂ"), room, "감자 둘", "고구마");
    sayAs(new Person("u-3", "bobby"), room, "감자 셋");
    follow();
    assertThat(texts(search.search(by("bOB", query("감자")), only(room)))).containsExactly("감자 둘");
    SearchQuery anything =
        new SearchQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.of("bob"),
            0,
            SearchQuery.MAX_TIME,
            SearchOrder.NEWEST,
            20,
            OptionalLong.empty());
    assertThat(texts(search.search(anything, only(room)))).containsExactly("고구마", "감자 둘");
    assertThat(texts(search.search(by("carol", query("감자")), only(room)))).isEmpty();
  }

  @Test
  void aPeriodHasWhatWasSaidInItToTheMillisecondWhateverItsLength() {
    long day = Duration.ofDays(1).toMillis();
    long first = nowMs.get();
    List<Long> times = IntStream.range(0, 40).mapToObj(i -> first + day * i * i).toList();
    for (long time : times) {
      nowMs.set(time - 1);
      say(room, "양파 " + time);
    }
    follow();
    for (int from = 0; from < times.size(); from += 3) {
      for (int to = from + 1; to < times.size(); to += 5) {
        SearchQuery query =
            within(query("양파", 100, OptionalLong.empty()), times.get(from), times.get(to));
        List<String> expected = new ArrayList<>();
        times.subList(from, to).forEach(time -> expected.add(0, "양파 " + time));
        assertThat(texts(search.search(query, only(room))))
            .as("days %d to %d", from * from, to * to)
            .containsExactlyElementsOf(expected);
      }
    }
  }

  @Test
  void whatWasSaidWithAClockSetBackIsFoundAtTheTimeThatItBears() {
    say(room, "마늘 하나");
    long later = nowMs.get();
    nowMs.addAndGet(-Duration.ofDays(30).toMillis());
    say(room, "마늘 둘");
    follow();
    assertThat(texts(search.search(within(query("마늘"), 0, later), only(room))))
        .containsExactly("마늘 둘");
  }

  @Test
  void theOldestComeFirstOverAllPagesIfAskedFor() {
    for (int i = 0; i < 700; i++) {
      say(room, "배추 추상", "배추상 " + i); // the first has the pieces of the word, and not the word
    }
    follow();
    List<String> found = new ArrayList<>();
    OptionalLong next = OptionalLong.empty();
    do {
      SearchPage page =
          search.search(oldest(query("배추상", 37, OptionalLong.empty()), next), only(room));
      found.addAll(texts(page));
      next = page.next();
    } while (next.isPresent());
    assertThat(found)
        .containsExactlyElementsOf(IntStream.range(0, 700).mapToObj(i -> "배추상 " + i).toList());
  }

  // What is changed

  @Test
  void aDeletedMessageIsNotFoundFromThatMomentOn() {
    say(room, "호랑이 하나", "호랑이 둘");
    follow();
    write(new ChatDelete(room, id(), 1));
    assertThat(texts(find("호랑이"))).as("before the index knows").containsExactly("호랑이 둘");
    follow();
    assertThat(texts(find("호랑이"))).containsExactly("호랑이 둘");
    assertThat(indexed()).containsExactly("호랑이 둘");
  }

  @Test
  void anEditedMessageIsFoundByItsNewTextOnlyAndWhereItWas() {
    say(room, "하마 하나", "하마 둘");
    follow();
    write(new ChatEdit(room, id(), 1, "코뿔소"));
    assertThat(texts(find("하마"))).as("before the index knows").containsExactly("하마 둘");
    follow();
    assertThat(texts(find("하마"))).containsExactly("하마 둘");
    assertThat(texts(find("ㅋㅃㅅ"))).containsExactly("코뿔소");
    write(new ChatEdit(room, id(), 1, "하마 셋"));
    follow();
    assertThat(texts(find("하마"))).containsExactly("하마 둘", "하마 셋");
    assertThat(texts(find("코뿔소"))).isEmpty();
    assertThat(find("하마").hits().get(1).seq()).isEqualTo(1);
  }

  @Test
  void whatIsEditedAndDeletedBeforeItIsIndexedIsIndexedAsItIs() {
    say(room, "사자 하나", "사자 둘", "사자 셋");
    write(new ChatEdit(room, id(), 1, "사자 넷"));
    write(new ChatDelete(room, id(), 2));
    write(new ChatReact(room, id(), 3, "👍", true));
    follow();
    assertThat(texts(find("사자"))).containsExactly("사자 셋", "사자 넷");
    write(new ChatDelete(room, id(), 1));
    write(new ChatEdit(room, id(), 3, "표범"));
    write(new ChatDelete(room, id(), 3));
    follow();
    assertThat(indexed()).isEmpty();
    assertThat(texts(find("사자"))).isEmpty();
  }

  @Test
  void whatALogHasCutOffLeavesTheIndex() {
    say(room, "여우 하나", "여우 둘", "여우 셋");
    say(otherRoom, "여우 넷");
    follow();
    database.transact(
        sql -> sql.update("delete from chat_entry where room = ? and seq <= 2", room));
    assertThat(texts(find("여우"))).containsExactly("여우 셋");
    cut();
    assertThat(indexed()).containsExactly("여우 셋");
    database.transact(sql -> sql.update("delete from chat_entry where room = ?", room));
    cut();
    assertThat(indexed()).isEmpty();
    assertThat(texts(search.search(query("여우"), only(otherRoom)))).containsExactly("여우 넷");
    say(room, "여우 다섯");
    follow();
    assertThat(texts(find("여우"))).containsExactly("여우 다섯");
  }

  @Test
  void ofADeletedTextNothingIsLeftInTheFile() throws Exception {
    Assumptions.assumeTrue(database.embedded());
    String secret = "secret" + UUID.randomUUID().toString().replace("-", "");
    say(room, secret, secret + " 가나다 ".repeat(500) + secret);
    follow();
    int grams = gramsInFile();
    assertThat(file()).contains(secret);
    write(new ChatDelete(room, id(), 1));
    write(new ChatDelete(room, id(), 2));
    follow();
    assertThat(file()).doesNotContain(secret);
    assertThat(gramsInFile()).isLessThan(grams - secret.length());
  }

  /** The database without what waits in the log beside it. */
  private static String file() throws Exception {
    inFile("pragma wal_checkpoint(truncate)");
    return Files.readString(folder.resolve("tickertalk.db"), StandardCharsets.ISO_8859_1);
  }

  private static int gramsInFile() throws Exception {
    inFile("create virtual table if not exists gram using fts5vocab(chat_search_gram, row)");
    return inFile("select count(*) from gram");
  }

  private static int inFile(String sql) throws Exception {
    String url = "jdbc:sqlite:" + folder.resolve("tickertalk.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      return statement.execute(sql) ? statement.getResultSet().getInt(1) : 0;
    }
  }

  // Following

  @Test
  void aBatchThatFailsIsIndexedLaterAndOnce() {
    say(room, "고래 하나", "고래 둘");
    SearchIndex broken =
        new SearchIndex() {
          @Override
          public void add(Sql sql, List<SearchedMessage> messages) {
            index.add(sql, messages);
            throw new IllegalStateException("the power went");
          }

          @Override
          public void remove(Sql sql, List<SearchedMessage> messages) {}

          @Override
          public List<SearchedMessage> find(
              Sql sql, int[] grams, List<int[]> oneOfEach, SearchWindow window, int limit) {
            return List.of();
          }
        };
    assertThatThrownBy(() -> new SearchFollower(database, broken).follow(Set.of(room)))
        .hasMessage("the power went");
    assertThat(texts(find("고래"))).isEmpty();
    follow();
    assertThat(texts(find("고래"))).containsExactly("고래 둘", "고래 하나");
    assertThat(follower.follow(Set.of())).isZero();
  }

  @Test
  void whatIsDeletedBetweenReadingAndIndexingIsNotFoundAfterItsDeletion() {
    int aBatchAndMore = SearchFollower.MAX_BATCH + 5;
    IntStream.rangeClosed(1, aBatchAndMore).forEach(i -> say(room, "수달 " + i));
    assertThat(follower.follow(Set.of(room))).isEqualTo(SearchFollower.MAX_BATCH);
    write(new ChatDelete(room, id(), aBatchAndMore));
    write(new ChatEdit(room, id(), aBatchAndMore - 1, "물개"));
    follow();
    assertThat(indexed()).hasSize(aBatchAndMore - 1).doesNotContain("수달 " + aBatchAndMore);
    assertThat(texts(find("물개"))).containsExactly("물개");
    assertThat(texts(find("수달 " + (aBatchAndMore - 1)))).isEmpty();
  }

  @Test
  void twoThatFollowAtOnceIndexEachMessageOnce() throws Exception {
    List<String> said = IntStream.range(0, 600).mapToObj(i -> "나비 " + i).toList();
    said.forEach(text -> say(room, text));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<Integer> all =
          () -> {
            SearchFollower one = new SearchFollower(database, index);
            int done = 0;
            for (int steps = -1; steps != 0; done += steps) {
              steps = one.follow(Set.of(room));
            }
            return done;
          };
      int done = 0;
      for (Future<Integer> each : threads.invokeAll(List.of(all, all))) {
        done += each.get(30, TimeUnit.SECONDS);
      }
      assertThat(done).isEqualTo(said.size());
    } finally {
      threads.shutdownNow();
    }
    assertThat(allTexts("나비", only(room))).hasSize(said.size()).doesNotHaveDuplicates();
  }

  private void say(String roomName, String... texts) {
    sayAs(ALICE, roomName, texts);
  }

  private void sayAs(Person author, String roomName, String... texts) {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(nowMs.incrementAndGet()), ZoneOffset.UTC);
    new LogWriter(database, people, clock)
        .append(
            Arrays.stream(texts)
                .map(
                    text ->
                        new Draft(
                            new ChatPost(
                                roomName, UUID.randomUUID().toString(), text, OptionalLong.empty()),
                            author))
                .toList());
  }

  private void write(ChatWrite request) {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(nowMs.incrementAndGet()), ZoneOffset.UTC);
    assertThat(new LogWriter(database, people, clock).append(List.of(new Draft(request, ALICE))))
        .hasOnlyElementsOfType(Outcome.Appended.class);
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private List<String> indexed() {
    return database.read(
        sql ->
            sql.query(
                "select folded from chat_search_message where room = ? order by number",
                row -> row.getString(1),
                room));
  }

  private void cut() {
    int cut = -1;
    while (cut != 0) {
      cut = follower.cut();
    }
  }

  private void follow() {
    int steps = -1;
    while (steps != 0) {
      steps = follower.follow(Set.of());
    }
  }

  private SearchPage find(String query) {
    return search.search(query(query), only(room));
  }

  private List<String> allTexts(String query, SearchScope scope) {
    List<String> texts = new ArrayList<>();
    OptionalLong next = OptionalLong.empty();
    do {
      SearchPage page = search.search(query(query, 37, next), scope);
      texts.addAll(texts(page));
      next = page.next();
    } while (next.isPresent());
    return texts;
  }

  private static SearchQuery query(String text) {
    return query(text, 20, OptionalLong.empty());
  }

  private static SearchQuery query(String text, int limit, OptionalLong before) {
    return new SearchQuery(
        Optional.empty(),
        Optional.of(text),
        Optional.empty(),
        0,
        SearchQuery.MAX_TIME,
        SearchOrder.NEWEST,
        limit,
        before);
  }

  /** The same query for what was said in a period. */
  private static SearchQuery within(SearchQuery query, long from, long to) {
    return new SearchQuery(
        query.room(),
        query.query(),
        query.author(),
        from,
        to,
        query.order(),
        query.limit(),
        query.before());
  }

  /** The same query for what somebody said. */
  private static SearchQuery by(String author, SearchQuery query) {
    return new SearchQuery(
        query.room(),
        query.query(),
        Optional.of(author),
        query.from(),
        query.to(),
        query.order(),
        query.limit(),
        query.before());
  }

  private static SearchQuery oldest(SearchQuery query, OptionalLong before) {
    return new SearchQuery(
        query.room(),
        query.query(),
        query.author(),
        query.from(),
        query.to(),
        SearchOrder.OLDEST,
        query.limit(),
        before);
  }

  private SearchScope only(String name) {
    return SearchScope.of(log.room(name));
  }

  private SearchScope everywhere() {
    return SearchScope.of(log.rooms(Optional.empty()), room -> true);
  }

  private static List<String> texts(SearchPage page) {
    return page.hits().stream().map(Entry::text).toList();
  }
}
