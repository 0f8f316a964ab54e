/** The running program: settings, database, Camel and live editing. */
package io.tiktokroutes.runtime;
