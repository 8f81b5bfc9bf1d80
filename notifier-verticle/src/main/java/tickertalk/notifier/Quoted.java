package tickertalk.notifier;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Map;
import tickertalk.contract.MessageRefs;

/** A message whose words stand in a notice, by its place in its room's log. */
record Quoted(String room, String epoch, long seq) {
  /** Before the first. */
  static final Quoted NONE = new Quoted("", "", 0);

  private record Log(String room, String epoch) {}

  /** The same messages, those of each log together. */
  static List<MessageRefs> byLog(List<Quoted> messages) {
    Map<Log, List<Long>> seqs =
        messages.stream()
            .collect(
                groupingBy(
                    message -> new Log(message.room, message.epoch),
                    mapping(Quoted::seq, toList())));
    return seqs.entrySet().stream()
        .map(log -> new MessageRefs(log.getKey().room, log.getKey().epoch, log.getValue()))
        .toList();
  }
}
