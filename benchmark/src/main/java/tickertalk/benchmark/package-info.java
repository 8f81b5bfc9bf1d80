/** Measures what fan-out to browsers costs a server, ours and its peers, with the same client. */
package tickertalk.benchmark;
