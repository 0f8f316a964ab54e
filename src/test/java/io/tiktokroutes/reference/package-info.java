/**
 * The reference pages under {@code docs/reference}: mappings, kamelets and settings as people look
 * them up. They are written from the files themselves, and the build fails when they are stale.
 */
package io.tiktokroutes.reference;
