/** What stands around every sink: an eye on its destination's health, and the dry run. */
package io.tiktokroutes.runtime.sinks;
