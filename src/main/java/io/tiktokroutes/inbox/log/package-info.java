/** Reading the ledger: what became of each record, for operators. */
package io.tiktokroutes.inbox.log;
