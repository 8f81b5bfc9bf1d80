/**
 * Exchanges on the loopback: real HTTP and WebSocket servers that speak each exchange's wire as its
 * documents have it, and do what exchanges do: ban, cut, fall silent, send what is no answer.
 */
package tickertalk.exchange;
