/** What the rooms share of the database: transactions, times, checkpoints. */
package io.tiktokroutes.store;
