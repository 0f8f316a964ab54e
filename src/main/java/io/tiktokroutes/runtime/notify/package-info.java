/** Tells people when a destination or a health check fails, and when it is well again. */
package io.tiktokroutes.runtime.notify;
