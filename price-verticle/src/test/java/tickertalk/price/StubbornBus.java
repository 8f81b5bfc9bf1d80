package tickertalk.price;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import java.util.function.Supplier;

/** A bus that registers consumers when, and if, the test says so, as in a cluster in trouble. */
final class StubbornBus {
  private StubbornBus() {}

  /**
   * The verticle, to be deployed on such a bus.
   *
   * @param registration what becomes of the next consumer
   */
  static Deployable under(VerticleBase verticle, Supplier<Future<Void>> registration) {
    return new Deployable() {
      @Override
      public Future<?> deploy(Context context) throws Exception {
        verticle.init(vertx(context.owner(), registration), context);
        return verticle.start();
      }

      @Override
      public Future<?> undeploy(Context context) throws Exception {
        return verticle.stop();
      }
    };
  }

  private static Vertx vertx(Vertx vertx, Supplier<Future<Void>> registration) {
    EventBus bus =
        with(
            EventBus.class,
            vertx.eventBus(),
            "consumer",
            own -> consumer((MessageConsumer<?>) own, registration.get()));
    return with(Vertx.class, vertx, "eventBus", own -> bus);
  }

  private static MessageConsumer<?> consumer(MessageConsumer<?> own, Future<Void> registration) {
    registration.onFailure(refused -> own.unregister());
    return with(MessageConsumer.class, own, "completion", completion -> registration);
  }

  private static <T> T with(Class<T> type, T own, String method, Function<Object, Object> result) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              Object answer = called.invoke(own, arguments);
              return called.getName().equals(method) ? result.apply(answer) : answer;
            }));
  }
}
