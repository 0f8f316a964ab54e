/** The control endpoints under /_sandbox/. */
package io.tiktokroutes.sandbox.control;
