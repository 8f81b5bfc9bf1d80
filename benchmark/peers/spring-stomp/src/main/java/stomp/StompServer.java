package stomp;

import com.fasterxml.jackson.databind.JsonNode;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.stereotype.Controller;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;

/** Chat on Spring's simple broker: a destination for each room. */
@SpringBootApplication
@EnableWebSocketMessageBroker
public class StompServer implements WebSocketMessageBrokerConfigurer {
  private static final int WAITING_BYTES = 8 * 1024 * 1024;
  private static final int SEND_MS = 60_000;

  public static void main(String[] args) {
    System.setProperty("server.address", "127.0.0.1");
    System.setProperty("server.port", args[0]);
    System.setProperty("server.tomcat.max-connections", "20000");
    System.setProperty("server.tomcat.accept-count", "4096");
    SpringApplication.run(StompServer.class);
  }

  @Override
  public void registerStompEndpoints(StompEndpointRegistry registry) {
    registry.addEndpoint("/stomp");
  }

  @Override
  public void configureMessageBroker(MessageBrokerRegistry registry) {
    registry.enableSimpleBroker("/topic");
    registry.setApplicationDestinationPrefixes("/app");
    registry.setPreservePublishOrder(true); // a chat is told in order
  }

  @Override
  public void configureWebSocketTransport(WebSocketTransportRegistration registry) {
    registry.setSendBufferSizeLimit(WAITING_BYTES).setSendTimeLimit(SEND_MS);
  }

  /** Where people post. */
  @Controller
  static class Posts {
    private final SimpMessagingTemplate template;

    Posts(SimpMessagingTemplate template) {
      this.template = template;
    }

    @MessageMapping("/post")
    void post(JsonNode message) {
      template.convertAndSend("/topic/" + message.path("body").path("room").asText(), message);
    }
  }
}
