/** Finds what docs show of routes, mappings and settings, so that it is checked too. */
package io.tiktokroutes.lint.docs;
