/** Events into TikTok: the rules they must keep, sending, and halving of refused batches. */
package io.tiktokroutes.events;
