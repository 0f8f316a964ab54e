/** Live editing: saved routes, mappings and lookups take effect as a whole, or not at all. */
package io.tiktokroutes.runtime.live;
