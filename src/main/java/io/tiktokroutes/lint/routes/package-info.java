/** Checks route files, each by itself and all of them together. */
package io.tiktokroutes.lint.routes;
