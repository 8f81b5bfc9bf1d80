package tickertalk.chat;

import tickertalk.contract.Person;

/**
 * How far a person has read a room.
 *
 * @param seq may be past the newest entry, and means the newest then
 */
record LastRead(Person person, String room, long seq) {}
