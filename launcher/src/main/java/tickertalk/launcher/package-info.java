/** Main, configuration, clustering, metrics and health: what makes the services a product. */
package tickertalk.launcher;
