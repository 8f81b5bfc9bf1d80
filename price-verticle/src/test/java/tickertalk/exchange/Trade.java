package tickertalk.exchange;

/**
 * One trade.
 *
 * @param market as the exchange writes it
 * @param at epoch milliseconds
 */
public record Trade(String market, long id, String price, String amount, long at) {}
