/** The reporting endpoint and the campaigns it reports on. */
package io.tiktokroutes.sandbox.reports;
