/** What kamelets there are, and whether each declares what it uses. */
package io.tiktokroutes.lint.kamelets;
