/** Checks route files and kamelets, each by itself and all of them together. */
package io.tiktokroutes.lint.routes;
