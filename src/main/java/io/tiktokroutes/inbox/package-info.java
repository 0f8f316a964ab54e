/** The component {@code inbox:}, the ledger, and deliveries to destinations. */
package io.tiktokroutes.inbox;
