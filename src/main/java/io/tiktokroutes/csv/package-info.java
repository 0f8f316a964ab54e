/** Reads CSV of any size and any quality. */
package io.tiktokroutes.csv;
