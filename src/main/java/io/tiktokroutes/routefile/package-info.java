/** Reads route files and kamelets with the place of everything that stands in them. */
package io.tiktokroutes.routefile;
