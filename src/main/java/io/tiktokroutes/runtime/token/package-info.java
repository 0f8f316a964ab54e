/** The access token: where it comes from, how it is kept, and what happens without a good one. */
package io.tiktokroutes.runtime.token;
