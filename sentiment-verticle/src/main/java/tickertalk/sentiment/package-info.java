/**
 * The sentiment service: what each message feels like, and the mood of a room, in which each person
 * has one voice.
 */
package tickertalk.sentiment;
