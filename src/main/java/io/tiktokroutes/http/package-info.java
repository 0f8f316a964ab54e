/** One HTTP call over camel-http: bounded, with time-outs, never repeated behind our back. */
package io.tiktokroutes.http;
