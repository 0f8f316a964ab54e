/** Events: the 2.0 endpoint and the 1.0 ones, their rules, and what was received. */
package io.tiktokroutes.sandbox.events;
