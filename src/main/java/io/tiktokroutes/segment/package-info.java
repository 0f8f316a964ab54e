/** People and events into Segment, RudderStack and whoever else speaks their tracking API. */
package io.tiktokroutes.segment;
