/** Segment's HTTP tracking API, as RudderStack speaks it too. */
package io.tiktokroutes.sandbox.segment;
