/** Lead forms, their leads, exports and webhooks. */
package io.tiktokroutes.sandbox.leads;
