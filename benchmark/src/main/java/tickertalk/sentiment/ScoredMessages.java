package tickertalk.sentiment;

import java.util.stream.Stream;

/**
 * Messages of 40 characters, the beginnings of longer lines of chat: opinions and none, negated,
 * asked and in slang. More than one, so that the processor cannot learn the way through them.
 */
final class ScoredMessages {
  private static final int LENGTH = 40;

  private ScoredMessages() {}

  static String[] korean() {
    return cut(
        """
        오늘 비트코인 진짜 떡상하네 존버한 보람이 있다 ㅋㅋㅋㅋ 다들 축하해요 이제 졸업합시다
        어제 고점에 물렸는데 손절도 못하고 있어요 ㅠㅠ 이거 어떻게 해야 하나요 너무 힘드네요
        이번 업데이트 별로 안 좋아 보이는데 나만 그런가 다른 분들은 어떻게 생각하시는지 궁금합니다
        혹시 내일 회의 몇 시에 시작하는지 아시는 분 계신가요 장소도 같이 알려주시면 감사하겠습니다
        생각보다 나쁘지 않다 그래도 아직 들어가기에는 조금 이른 것 같아서 지켜보는 중이에요
        익절하고 나왔더니 바로 더 오르는 거 실화냐 그래도 수익이니까 만족하고 치킨 먹으러 갑니다
        서버 점검은 새벽 두 시부터 네 시까지 진행됩니다 그동안 주문은 접수되지 않으니 참고하세요
        공지 또 밀렸네 이 팀은 약속을 지킨 적이 없다 정말 실망스럽고 더 이상 믿을 수가 없어요
        차트 예쁘게 올라가는 중 🚀🚀 이번 주 안에 전고점 뚫고 가즈아 다들 안전벨트 꽉 매세요
        수수료가 너무 비싸지만 속도는 확실히 빨라서 그냥 쓰고 있어요 대안이 생기면 옮길 생각입니다
        도와주신 덕분에 잘 해결했습니다 정말 감사합니다 다음에 제가 커피 한 잔 꼭 살게요 좋은 하루
        김프 삼 퍼센트 넘었던데 지금 들어가도 괜찮을까요 아니면 조금 더 기다리는 게 나을까요
        """);
  }

  static String[] english() {
    return cut(
        """
        this rally is amazing, finally my bags are green again and I can sleep at night
        got rekt on leverage last night, lost half of the account and I feel sick about it
        not good at all, the team missed the deadline again and nobody says anything about it
        does anyone know what time the call starts tomorrow? I could not find it anywhere here
        I don't hate it, the new chart is fine once you get used to where the buttons are now
        took profit too early but still happy with the result, dinner is on me tonight my friends
        maintenance window is from 2am to 4am UTC, orders will be queued until the service is back
        total rug pull, they drained the pool and deleted the account, stay away from this one
        to the moon 🚀🚀 nothing can stop this now, HODL and enjoy the ride with all of us here
        fees are high but the speed is great so I keep using it until something better comes up
        thank you so much for the help yesterday, it works perfectly now and I learned a lot too
        is it me or does the ask side look thin? someone keeps pulling orders above the price
        """);
  }

  private static String[] cut(String lines) {
    return Stream.of(lines.split("\n"))
        .map(line -> line.substring(0, LENGTH))
        .toArray(String[]::new);
  }
}
