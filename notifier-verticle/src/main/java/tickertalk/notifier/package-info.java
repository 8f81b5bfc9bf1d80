/**
 * Tells people what they did not ask for: who came in, who named them, what the operator has to
 * say. Every notice is in a durable inbox before anybody hears of it.
 */
package tickertalk.notifier;
