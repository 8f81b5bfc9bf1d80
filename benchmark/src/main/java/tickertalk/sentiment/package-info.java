/** Measures the scorer from within its own package, which is closed to everybody else. */
package tickertalk.sentiment;
