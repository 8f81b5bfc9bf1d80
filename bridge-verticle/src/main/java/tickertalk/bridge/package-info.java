/** The edge: HTTP, sessions, and the hub between the event bus and the browsers. */
package tickertalk.bridge;
