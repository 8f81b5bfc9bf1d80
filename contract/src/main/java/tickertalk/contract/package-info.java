/**
 * What the services, the bridge and the browsers agree on: addresses, immutable message records
 * that validate what they are made of, and the closed table of errors. No logic and no I/O live
 * here.
 */
package tickertalk.contract;
