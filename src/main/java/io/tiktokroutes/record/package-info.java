/** The only words the rooms share: record, batch, delivery, outcome. */
package io.tiktokroutes.record;
