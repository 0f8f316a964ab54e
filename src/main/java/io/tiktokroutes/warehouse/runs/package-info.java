/** Runs of syncs: what came of them, how they end, and what is told of them afterwards. */
package io.tiktokroutes.warehouse.runs;
