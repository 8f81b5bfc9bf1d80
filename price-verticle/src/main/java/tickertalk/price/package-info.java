/**
 * Prices: one poller for the whole cluster asks the exchanges, or replays a recorded market, and
 * tells everybody what a symbol costs, whence the price came and how old it is.
 */
package tickertalk.price;
