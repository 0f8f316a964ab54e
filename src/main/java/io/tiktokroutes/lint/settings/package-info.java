/** Checks settings: what they are called and what they may be. */
package io.tiktokroutes.lint.settings;
