/** Camel's component {@code mapping:NAME}. */
package io.tiktokroutes.mapping.camel;
