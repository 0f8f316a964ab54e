/**
 * Mapping files: rows that turn one JSON payload into another. This room knows neither Camel nor
 * TikTok; {@code docs/mappings.md} is its manual.
 */
package io.tiktokroutes.mapping;
