/** Rooms, their durable logs, who is in them and who is typing. */
package tickertalk.chat;
