/** One call to TikTok: token, rate limit, envelope, error classes, retries. */
package io.tiktokroutes.tiktok;
