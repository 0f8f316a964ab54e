/** Checks mappings, lookups and their tests. */
package io.tiktokroutes.lint.mappings;
