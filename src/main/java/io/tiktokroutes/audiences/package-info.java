/** TikTok's custom audiences: members by the Segment API, whole lists by file. */
package io.tiktokroutes.audiences;
