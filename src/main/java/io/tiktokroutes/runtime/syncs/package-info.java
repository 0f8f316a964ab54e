/** The syncs of the running routes: their runs are finished, watched and told of. */
package io.tiktokroutes.runtime.syncs;
