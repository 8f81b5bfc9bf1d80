/**
 * What the services, the bridge and the browsers agree on: addresses, immutable message records
 * that validate what they are made of, and the closed table of errors. No logic and no I/O live
 * here, but for {@link tickertalk.contract.CommandServer}: how a command's outcome becomes a line
 * of that table is a part of what was agreed on.
 */
package tickertalk.contract;
