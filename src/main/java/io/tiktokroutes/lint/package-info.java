/** Finds mistakes in routes, kamelets, mappings and settings before anything runs. */
package io.tiktokroutes.lint;
