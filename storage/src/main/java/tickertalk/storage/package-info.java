/**
 * Opening a database from a URL, its migrations, the two dialects, and leases. The services keep
 * their tables and their SQL to themselves; what all of them would write again is here.
 */
package tickertalk.storage;
