/** The component {@code schedule:}: when work is done, in words or as cron, and what was missed. */
package io.tiktokroutes.schedule;
