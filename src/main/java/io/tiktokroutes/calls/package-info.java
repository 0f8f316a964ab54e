/** The live debugger: the last calls of each destination, kept with personal data masked. */
package io.tiktokroutes.calls;
